bucket "media" {
  standard_ia_days = 30
  glacier_days     = 59
}
