observability {
  cloudtrail_log_group_name = null
}
