"""SQS: policies without the spaces that moto adds and the provider does not normalise; who may use a queue for dead letters."""

import json

from ..registry import after, instead


@instead("sqs", "SetQueueAttributes")
def keep_redrive_allow_policy(p, ctx):
    """The provider sets it alone; moto does not know it, and would forget the queue's policy."""
    attributes = p.get("Attributes") or {}
    if set(attributes) == {"RedriveAllowPolicy"}:
        ctx.db("sqs-allow")[p["QueueUrl"]] = attributes["RedriveAllowPolicy"]
        return {}


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
