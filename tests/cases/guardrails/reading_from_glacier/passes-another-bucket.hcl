bucket "media" {}

bucket "records" {
  glacier_days = 90
}

service "web" {
  reads  = ["bucket.media"]
  writes = ["bucket.records"]
}
