bucket "media" {}

service "web" {
  reads  = ["bucket.media"]
  writes = ["bucket.uploads"]
}
