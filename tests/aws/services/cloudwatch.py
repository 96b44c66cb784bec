"""CloudWatch: composite alarms and metric streams."""

from ..registry import after, dec, instead, need, now, tags_of


@instead("cloudwatch", "PutCompositeAlarm")
def put_composite_alarm(p, ctx):
    n = p["AlarmName"]
    a = dict(
        p,
        AlarmArn=ctx.arn("cloudwatch", f"alarm:{n}"),
        StateValue="OK",
        AlarmConfigurationUpdatedTimestamp=now(),
        StateUpdatedTimestamp=now(),
    )
    tags = dec(a.pop("Tags", None))
    a.setdefault("ActionsEnabled", True)
    ctx.db("composite")[n] = a
    tags_of(ctx, a["AlarmArn"]).update(tags)
    return {}


@after("cloudwatch", "DescribeAlarms")
def mend_describe_alarms(p, out, ctx):
    types = p.get("AlarmTypes") or ["MetricAlarm"]
    names = p.get("AlarmNames")
    if "CompositeAlarm" in types:
        out["CompositeAlarms"] = [a for n, a in ctx.db("composite").items() if not names or n in names]


@after("cloudwatch", "DeleteAlarms")
def mend_delete_alarms(p, out, ctx):
    for n in p.get("AlarmNames", []):
        ctx.db("composite").pop(n, None)


@instead("cloudwatch", "ListTagsForResource")
def list_tags_for_resource(p, ctx):
    if p["ResourceARN"].split(":")[-1] in ctx.db("composite") or ":metric-stream/" in p["ResourceARN"]:
        return {"Tags": [{"Key": k, "Value": v} for k, v in tags_of(ctx, p["ResourceARN"]).items()]}


@instead("cloudwatch", "PutMetricStream")
def put_metric_stream(p, ctx):
    arn = ctx.arn("cloudwatch", f"metric-stream/{p['Name']}")
    r = dict(p, Arn=arn, State="running", CreationDate=now(), LastUpdateDate=now())
    tags_of(ctx, arn).update(dec(r.pop("Tags", None)))
    ctx.db("mstream")[p["Name"]] = r
    return {"Arn": arn}


@instead("cloudwatch", "GetMetricStream")
def get_metric_stream(p, ctx):
    return dict(need(ctx.db("mstream"), p["Name"], "ResourceNotFoundException"))


@instead("cloudwatch", "DeleteMetricStream")
def delete_metric_stream(p, ctx):
    ctx.db("mstream").pop(p["Name"], None)
    return {}
