budget {
  monthly_usd = 89
}
