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
