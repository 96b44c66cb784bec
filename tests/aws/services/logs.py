"""CloudWatch Logs: query definitions and anomaly detectors."""

import time
import uuid

from ..registry import dec, instead, need, tags_of


@instead("logs", "PutQueryDefinition")
def put_query_definition(p, ctx):
    i = p.get("queryDefinitionId") or str(uuid.uuid4())
    ctx.db("qd")[i] = {
        "queryDefinitionId": i,
        "name": p["name"],
        "queryString": p["queryString"],
        "logGroupNames": p.get("logGroupNames", []),
        "lastModified": int(time.time() * 1000),
    }
    return {"queryDefinitionId": i}


@instead("logs", "DescribeQueryDefinitions")
def describe_query_definitions(p, ctx):
    pre = p.get("queryDefinitionNamePrefix", "")
    return {"queryDefinitions": [q for q in ctx.db("qd").values() if q["name"].startswith(pre)]}


@instead("logs", "DeleteQueryDefinition")
def delete_query_definition(p, ctx):
    return {"success": ctx.db("qd").pop(p["queryDefinitionId"], None) is not None}


@instead("logs", "CreateLogAnomalyDetector")
def create_log_anomaly_detector(p, ctx):
    arn = ctx.arn("logs", f"anomaly-detector:{uuid.uuid4()}")
    ctx.db("lad")[arn] = {
        "detectorName": p.get("detectorName"),
        "logGroupArnList": p["logGroupArnList"],
        "evaluationFrequency": p.get("evaluationFrequency", "FIFTEEN_MIN"),
        "filterPattern": p.get("filterPattern"),
        "anomalyVisibilityTime": p.get("anomalyVisibilityTime", 7),
        "kmsKeyId": p.get("kmsKeyId"),
        "anomalyDetectorStatus": "INITIALIZING",
        "creationTimeStamp": 0,
        "lastModifiedTimeStamp": 0,
    }
    tags_of(ctx, arn).update(dec(p.get("tags")))
    return {"anomalyDetectorArn": arn}


@instead("logs", "GetLogAnomalyDetector")
def get_log_anomaly_detector(p, ctx):
    return {
        k: v
        for k, v in need(ctx.db("lad"), p["anomalyDetectorArn"], "ResourceNotFoundException").items()
        if v is not None
    }


@instead("logs", "UpdateLogAnomalyDetector")
def update_log_anomaly_detector(p, ctx):
    r = need(ctx.db("lad"), p["anomalyDetectorArn"], "ResourceNotFoundException")
    r.update({k: p[k] for k in ("evaluationFrequency", "filterPattern", "anomalyVisibilityTime") if k in p})
    if "enabled" in p:
        r["anomalyDetectorStatus"] = "ANALYZING" if p["enabled"] else "PAUSED"
    return {}


@instead("logs", "DeleteLogAnomalyDetector")
def delete_log_anomaly_detector(p, ctx):
    ctx.db("lad").pop(p["anomalyDetectorArn"], None)
    return {}


@instead("logs", "ListTagsForResource")
def list_tags_for_resource(p, ctx):
    if ":anomaly-detector:" in p["resourceArn"]:
        return {"tags": tags_of(ctx, p["resourceArn"])}
