"""SQS: policies without the spaces that moto adds and the provider does not normalise; who may use a queue for dead letters."""

import json

from ..registry import after, instead


@after("sqs", "SetQueueAttributes")
def keep_redrive_allow_policy(p, out, ctx):
    policy = (p.get("Attributes") or {}).get("RedriveAllowPolicy")
    if policy:
        ctx.db("sqs-allow")[p["QueueUrl"]] = policy
    elif policy is not None:
        ctx.db("sqs-allow").pop(p["QueueUrl"], None)


@after("sqs", "DeleteQueue")
def forget_redrive_allow_policy(p, out, ctx):
    ctx.db("sqs-allow").pop(p["QueueUrl"], None)


@instead("sqs", "GetQueueAttributes")
def get_redrive_allow_policy(p, ctx):
    """Moto does not know the attribute's name; the provider asks for it alone."""
    if p.get("AttributeNames") == ["RedriveAllowPolicy"]:
        allowed = ctx.db("sqs-allow").get(p["QueueUrl"])
        return {"Attributes": {"RedriveAllowPolicy": allowed}} if allowed else {}


@after("sqs", "GetQueueAttributes")
def mend_get_queue_attributes(p, out, ctx):
    allowed = ctx.db("sqs-allow").get(p["QueueUrl"])
    if allowed and "All" in (p.get("AttributeNames") or []):
        out.setdefault("Attributes", {})["RedriveAllowPolicy"] = allowed
    a = out.get("Attributes") or {}
    for k in ("RedrivePolicy", "RedriveAllowPolicy"):
        if a.get(k):
            a[k] = json.dumps(json.loads(a[k]), separators=(",", ":"))
