"""RDS: attributes moto does not echo, engine versions, parameter groups, one identity per instance."""

from ..registry import after, instead, patch, rid

DBI_KEEP = (
    "MonitoringRoleArn",
    "MonitoringInterval",
    "StorageThroughput",
    "CACertificateIdentifier",
    "DedicatedLogVolume",
)


def _db_record(p, ctx, ident, kind="dbi"):
    r = ctx.db(kind).setdefault(ident, {})
    r.update({k: p[k] for k in DBI_KEEP if k in p})
    if "EnablePerformanceInsights" in p:
        r["PerformanceInsightsEnabled"] = p["EnablePerformanceInsights"]
    for k in ("PerformanceInsightsKMSKeyId", "PerformanceInsightsRetentionPeriod"):
        if k in p:
            r[k] = p[k]
    return r


@after("rds", "CreateDBInstance", "CreateDBInstanceReadReplica", "ModifyDBInstance", "RestoreDBInstanceFromDBSnapshot")
def mend_create_db_instance(p, out, ctx):
    r = _db_record(p, ctx, p["DBInstanceIdentifier"])
    if out.get("DBInstance"):
        out["DBInstance"].update(r)


@after("rds", "DescribeDBInstances")
def mend_describe_db_instances(p, out, ctx):
    for d in out.get("DBInstances", []):
        d.update(ctx.db("dbi").get(d["DBInstanceIdentifier"], {}))


@after("rds", "DeleteDBInstance")
def mend_delete_db_instance(p, out, ctx):
    ctx.db("dbi").pop(p["DBInstanceIdentifier"], None)


@instead("rds", "DescribeDBEngineVersions")
def describe_db_engine_versions(p, ctx):
    table = {
        "mysql": [("5.7.44", "mysql5.7"), ("8.0.36", "mysql8.0"), ("8.0.40", "mysql8.0"), ("8.4.3", "mysql8.4")],
        "mariadb": [("10.11.10", "mariadb10.11"), ("11.4.4", "mariadb11.4")],
        "postgres": [("15.10", "postgres15"), ("16.6", "postgres16"), ("17.2", "postgres17")],
        "aurora-mysql": [
            ("8.0.mysql_aurora.3.05.2", "aurora-mysql8.0"),
            ("8.0.mysql_aurora.3.08.0", "aurora-mysql8.0"),
        ],
        "aurora-postgresql": [("15.10", "aurora-postgresql15"), ("16.6", "aurora-postgresql16")],
    }
    out = []
    for e in [p["Engine"]] if p.get("Engine") else table:
        rows = table.get(e, [])
        for i, (v, fam) in enumerate(rows):
            if p.get("EngineVersion") and not (v == p["EngineVersion"] or v.startswith(p["EngineVersion"] + ".")):
                continue
            if p.get("DBParameterGroupFamily") and fam != p["DBParameterGroupFamily"]:
                continue
            out.append(
                {
                    "Engine": e,
                    "EngineVersion": v,
                    "DBParameterGroupFamily": fam,
                    "Status": "available",
                    "DBEngineDescription": e,
                    "DBEngineVersionDescription": f"{e} {v}",
                    "MajorEngineVersion": v.rsplit(".", 1)[0],
                    "ExportableLogTypes": ["audit", "error", "general", "slowquery"],
                    "ValidUpgradeTarget": [],
                    "SupportsReadReplica": True,
                    "SupportsLogExportsToCloudwatchLogs": True,
                    "SupportedFeatureNames": [],
                    "DefaultCharacterSet": {"CharacterSetName": "utf8mb4"},
                }
            )
    if p.get("DefaultOnly"):
        out = out[-1:]
    return {"DBEngineVersions": out}


@after("rds", "ModifyDBParameterGroup")
def mend_modify_db_parameter_group(p, out, ctx):
    r = ctx.db("dbpg").setdefault(p["DBParameterGroupName"], {})
    for x in p.get("Parameters", []):
        r[x["ParameterName"]] = dict(x, Source="user", IsModifiable=True)


@instead("rds", "DescribeDBParameters")
def describe_db_parameters(p, ctx):
    r = ctx.db("dbpg").get(p["DBParameterGroupName"])
    return {"Parameters": list(r.values())} if r is not None else None


@after("rds", "ModifyDBClusterParameterGroup")
def mend_modify_db_cluster_parameter_group(p, out, ctx):
    r = ctx.db("dbcpg").setdefault(p["DBClusterParameterGroupName"], {})
    for x in p.get("Parameters", []):
        r[x["ParameterName"]] = dict(x, Source="user", IsModifiable=True)


@instead("rds", "DescribeDBClusterParameters")
def describe_db_cluster_parameters(p, ctx):
    r = ctx.db("dbcpg").get(p["DBClusterParameterGroupName"])
    return {"Parameters": list(r.values())} if r is not None else None


@after("rds", "CreateDBCluster", "ModifyDBCluster")
def mend_create_db_cluster(p, out, ctx):
    r = _db_record(p, ctx, p["DBClusterIdentifier"], "dbc")
    if out.get("DBCluster"):
        out["DBCluster"].update(r)


@after("rds", "DeleteDBCluster")
def mend_delete_db_cluster(p, out, ctx):
    ctx.db("dbc").pop(p["DBClusterIdentifier"], None)


@after("rds", "DescribeDBClusters")
def mend_describe_db_clusters(p, out, ctx):
    for c in out.get("DBClusters", []):
        c.update(ctx.db("dbc").get(c["DBClusterIdentifier"], {}))
        if c.get("EngineMode", "provisioned") != "serverless":
            c.pop("ScalingConfigurationInfo", None)


@patch
def resource_ids():
    """Moto gives every instance the same resource id, and the provider reads by it."""
    from moto.rds.models import DBInstance

    init = DBInstance.__init__

    def init_with_own_id(self, *args, **kwargs):
        init(self, *args, **kwargs)
        self.dbi_resource_id = "db-" + rid(26)

    DBInstance.__init__ = init_with_own_id


@patch
def clusters_with_iam():
    """Moto refuses IAM authentication of a Multi-AZ DB cluster, which AWS has had for long."""
    from moto.rds.models import DBCluster

    init = DBCluster.__init__

    def init_with_iam(self, *args, **kwargs):
        wanted = kwargs.pop("enable_iam_database_authentication", False)
        init(self, *args, **kwargs)
        self.iam_auth = bool(wanted)

    DBCluster.__init__ = init_with_iam


@patch
def read_replicas():
    """A replica is not its primary: moto copies the settings that AWS sets anew."""
    from moto.rds.models import RDSBackend

    create = RDSBackend.create_db_instance_read_replica

    def create_replica(self, db_kwargs):
        replica = create(self, db_kwargs)
        replica.dbi_resource_id = "db-" + rid(26)
        for key in ("multi_az", "deletion_protection"):
            if db_kwargs.get(key) is None:
                setattr(replica, key, False)
        replica.max_allocated_storage = db_kwargs.get("max_allocated_storage") or replica.allocated_storage
        replica.enable_iam_database_authentication = bool(db_kwargs.get("enable_iam_database_authentication"))
        replica.enabled_cloudwatch_logs_exports = db_kwargs.get("enable_cloudwatch_logs_exports") or []
        replica.backup_retention_period = db_kwargs.get("backup_retention_period") or 0
        replica.manage_master_user_password = False
        return replica

    RDSBackend.create_db_instance_read_replica = create_replica
