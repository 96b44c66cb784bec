budget {
  monthly_usd = 88
}
