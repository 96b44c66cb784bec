"""ElastiCache: parameter groups, member clusters, deletion."""

import copy
import re

from ..registry import ACCOUNT, Err, after, dec, instead, need, patch, tags_of


@instead("elasticache", "CreateCacheParameterGroup")
def create_cache_parameter_group(p, ctx):
    n = p["CacheParameterGroupName"]
    g = {
        "CacheParameterGroupName": n,
        "CacheParameterGroupFamily": p["CacheParameterGroupFamily"],
        "Description": p.get("Description", ""),
        "IsGlobal": False,
        "ARN": ctx.arn("elasticache", f"parametergroup:{n}"),
    }
    ctx.db("ecpg")[n] = {"g": g, "p": {}}
    tags_of(ctx, g["ARN"]).update(dec(p.get("Tags")))
    return {"CacheParameterGroup": g}


@instead("elasticache", "DescribeCacheParameterGroups")
def describe_cache_parameter_groups(p, ctx):
    n = p.get("CacheParameterGroupName")
    if n and n not in ctx.db("ecpg"):
        raise Err("CacheParameterGroupNotFound", f"{n} not found", 404)
    return {"CacheParameterGroups": [x["g"] for k, x in ctx.db("ecpg").items() if not n or k == n]}


@instead("elasticache", "ModifyCacheParameterGroup", "ResetCacheParameterGroup")
def modify_cache_parameter_group(p, ctx):
    x = need(ctx.db("ecpg"), p["CacheParameterGroupName"], "CacheParameterGroupNotFound")
    for v in p.get("ParameterNameValues", []):
        x["p"][v["ParameterName"]] = {
            "ParameterName": v["ParameterName"],
            "ParameterValue": v.get("ParameterValue", ""),
            "Source": "user",
        }
    return {"CacheParameterGroupName": p["CacheParameterGroupName"]}


@instead("elasticache", "DescribeCacheParameters")
def describe_cache_parameters(p, ctx):
    return {
        "Parameters": list(
            need(ctx.db("ecpg"), p["CacheParameterGroupName"], "CacheParameterGroupNotFound")["p"].values()
        )
    }


@instead("elasticache", "DeleteCacheParameterGroup")
def delete_cache_parameter_group(p, ctx):
    ctx.db("ecpg").pop(p["CacheParameterGroupName"], None)
    return {}


@instead("elasticache", "ListTagsForResource")
def list_tags_for_resource(p, ctx):
    if ":parametergroup:" in p["ResourceName"]:
        return {"TagList": [{"Key": k, "Value": v} for k, v in tags_of(ctx, p["ResourceName"]).items()]}


def _ec_rec(p, ctx):
    i = p.get("ReplicationGroupId") or p.get("CacheClusterId")
    ctx.db("ec").setdefault(i, {}).update(copy.deepcopy(p))
    return i


@after("elasticache", "CreateCacheCluster", "ModifyCacheCluster", "CreateReplicationGroup", "ModifyReplicationGroup")
def mend_create_cache_cluster(p, out, ctx):
    _ec_rec(p, ctx)


@instead("elasticache", "DescribeCacheClusters")
def describe_cache_clusters(p, ctx):
    m = re.match(r"(.*)-(\d{3})(-\d{3})?$", p.get("CacheClusterId", ""))
    r = m and ctx.db("ec").get(m.group(1))
    if not r:
        return None
    i, g = p["CacheClusterId"], m.group(1)
    port = r.get("Port", 6379)
    c = {
        "CacheClusterId": i,
        "ReplicationGroupId": g,
        "ARN": ctx.arn("elasticache", f"cluster:{i}"),
        "Engine": r.get("Engine", "redis"),
        "CacheNodeType": r.get("CacheNodeType"),
        "CacheClusterStatus": "available",
        "NumCacheNodes": 1,
        "EngineVersion": "7.1.0",
        "CacheParameterGroup": {"CacheParameterGroupName": "default.redis7"},
        "PreferredAvailabilityZone": ctx.region + "a",
        "PreferredMaintenanceWindow": "sun:05:00-sun:06:00",
        "AutoMinorVersionUpgrade": True,
        "SnapshotRetentionLimit": 0,
        "AuthTokenEnabled": bool(r.get("AuthToken")),
        "ReplicationGroupLogDeliveryEnabled": False,
        "NetworkType": "ipv4",
        "IpDiscovery": "ipv4",
        "CacheNodes": [
            {
                "CacheNodeId": "0001",
                "CacheNodeStatus": "available",
                "Endpoint": {"Address": f"{i}.x.use1.cache.amazonaws.com", "Port": port},
            }
        ],
    }
    out = {"CacheClusters": [c]}
    _ec_overlay(p, out, ctx)
    return out


@after("elasticache", "DeleteReplicationGroup", "DeleteCacheCluster")
def mend_delete_replication_group(p, out, ctx):
    ctx.db("ec").pop(p.get("ReplicationGroupId") or p.get("CacheClusterId"), None)


@after("elasticache", "DescribeCacheClusters")
def _ec_overlay(p, out, ctx):
    for c in out.get("CacheClusters", []):
        r = ctx.db("ec").get(c["CacheClusterId"]) or ctx.db("ec").get(c.get("ReplicationGroupId"), {})
        if r.get("SecurityGroupIds"):
            c["SecurityGroups"] = [{"SecurityGroupId": s, "Status": "active"} for s in r["SecurityGroupIds"]]
        if r.get("CacheParameterGroupName"):
            c["CacheParameterGroup"] = {
                "CacheParameterGroupName": r["CacheParameterGroupName"],
                "ParameterApplyStatus": "in-sync",
                "CacheNodeIdsToReboot": [],
            }
        for k in (
            "PreferredMaintenanceWindow",
            "SnapshotWindow",
            "SnapshotRetentionLimit",
            "CacheSubnetGroupName",
            "AutoMinorVersionUpgrade",
            "TransitEncryptionEnabled",
            "AtRestEncryptionEnabled",
        ):
            if k in r:
                c[k] = r[k]
        if r.get("EngineVersion"):
            v = r["EngineVersion"]
            c["EngineVersion"] = v + ".0" if v.count(".") == 1 else v
        if r.get("LogDeliveryConfigurations"):
            c["LogDeliveryConfigurations"] = [dict(x, Status="active") for x in r["LogDeliveryConfigurations"]]
        if r.get("NotificationTopicArn"):
            c["NotificationConfiguration"] = {"TopicArn": r["NotificationTopicArn"], "TopicStatus": "active"}


@after("elasticache", "DescribeReplicationGroups")
def mend_describe_replication_groups(p, out, ctx):
    for g in out.get("ReplicationGroups", []):
        r = ctx.db("ec").get(g["ReplicationGroupId"], {})
        n = r.get("NumCacheClusters")
        if n and not r.get("NumNodeGroups"):
            g["MemberClusters"] = [f"{g['ReplicationGroupId']}-{i:03d}" for i in range(1, n + 1)]
        if r.get("LogDeliveryConfigurations"):
            g["LogDeliveryConfigurations"] = [dict(x, Status="active") for x in r["LogDeliveryConfigurations"]]
        for k in (
            "SnapshotWindow",
            "SnapshotRetentionLimit",
            "KmsKeyId",
            "TransitEncryptionEnabled",
            "AtRestEncryptionEnabled",
        ):
            if k in r:
                g[k] = r[k]


@patch
def deletion():
    """Moto leaves what is deleted in the state "deleting" for ever; the provider waits for it to be gone."""
    from moto.elasticache.models import ElastiCacheBackend

    delete_cluster = ElastiCacheBackend.delete_cache_cluster
    delete_group = ElastiCacheBackend.delete_replication_group

    def cluster(self, cache_cluster_id):
        result = delete_cluster(self, cache_cluster_id)
        self.cache_clusters.pop(cache_cluster_id, None)
        return result

    def group(self, replication_group_id, retain_primary_cluster):
        result = delete_group(self, replication_group_id, retain_primary_cluster)
        self.replication_groups.pop(replication_group_id, None)
        return result

    ElastiCacheBackend.delete_cache_cluster, ElastiCacheBackend.delete_replication_group = cluster, group


@instead("elasticache", "DeleteCacheSubnetGroup")
def delete_cache_subnet_group(p, ctx):
    from moto.elasticache.models import elasticache_backends

    elasticache_backends[ACCOUNT][ctx.region].cache_subnet_groups.pop(p["CacheSubnetGroupName"], None)
    return {}
