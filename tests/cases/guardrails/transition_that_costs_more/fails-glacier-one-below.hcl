logs {
  glacier_days    = 90
  expiration_days = 179
}
