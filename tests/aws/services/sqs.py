"""SQS: policies without the spaces that moto adds and the provider does not normalise."""

import json

from ..registry import after


@after("sqs", "GetQueueAttributes")
def mend_get_queue_attributes(p, out, ctx):
    a = out.get("Attributes") or {}
    for k in ("RedrivePolicy", "RedriveAllowPolicy"):
        if a.get(k):
            a[k] = json.dumps(json.loads(a[k]), separators=(",", ":"))
