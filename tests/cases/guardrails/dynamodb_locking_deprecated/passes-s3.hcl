state {
  locking = "s3"
}
