usage {
  data_processed_by_nat_gb = 10000
}

budget {
  monthly_usd = 400
}
