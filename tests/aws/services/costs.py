"""Budgets with their subscribers, and the cost anomaly monitors."""

import uuid

from ..registry import ACCOUNT, Err, after, dec, instead, need, now, tagging, tags_of


def _bkey(p):
    n = p["Notification"]
    return (
        p["BudgetName"],
        n["NotificationType"],
        n["ComparisonOperator"],
        float(n["Threshold"]),
        n.get("ThresholdType", "PERCENTAGE"),
    )


@after("budgets", "CreateBudget")
def mend_create_budget(p, out, ctx):
    for x in p.get("NotificationsWithSubscribers", []):
        ctx.db("bsub", glob=True)[
            _bkey({"BudgetName": p["Budget"]["BudgetName"], "Notification": x["Notification"]})
        ] = x["Subscribers"]
    tags_of(ctx, f"arn:aws:budgets::{ACCOUNT}:budget/{p['Budget']['BudgetName']}").update(dec(p.get("ResourceTags")))


@after("budgets", "CreateNotification")
def mend_create_notification(p, out, ctx):
    ctx.db("bsub", glob=True)[_bkey(p)] = p["Subscribers"]


@instead("budgets", "DescribeSubscribersForNotification")
def describe_subscribers_for_notification(p, ctx):
    return {"Subscribers": ctx.db("bsub", glob=True).get(_bkey(p), [])}


@instead("budgets", "CreateSubscriber")
def create_subscriber(p, ctx):
    ctx.db("bsub", glob=True).setdefault(_bkey(p), []).append(p["Subscriber"])
    return {}


tagging(
    "budgets",
    ("ListTagsForResource", "TagResource", "UntagResource"),
    "ResourceARN",
    "ResourceTags",
    "ResourceTagKeys",
    shape="list",
)


@instead("ce", "CreateAnomalyMonitor")
def create_anomaly_monitor(p, ctx):
    arn = f"arn:aws:ce::{ACCOUNT}:anomalymonitor/{uuid.uuid4()}"
    ctx.db("cemon", glob=True)[arn] = dict(
        p["AnomalyMonitor"], MonitorArn=arn, CreationDate=now().isoformat(), DimensionalValueCount=1
    )
    tags_of(ctx, arn).update(dec(p.get("ResourceTags")))
    return {"MonitorArn": arn}


@instead("ce", "GetAnomalyMonitors")
def get_anomaly_monitors(p, ctx):
    arns = p.get("MonitorArnList")
    out = [m for a, m in ctx.db("cemon", glob=True).items() if not arns or a in arns]
    if arns and not out:
        raise Err("UnknownMonitorException")
    return {"AnomalyMonitors": out}


@instead("ce", "DeleteAnomalyMonitor")
def delete_anomaly_monitor(p, ctx):
    ctx.db("cemon", glob=True).pop(p["MonitorArn"], None)
    return {}


@instead("ce", "UpdateAnomalyMonitor")
def update_anomaly_monitor(p, ctx):
    if p.get("MonitorName"):
        need(ctx.db("cemon", glob=True), p["MonitorArn"], "UnknownMonitorException")["MonitorName"] = p["MonitorName"]
    return {"MonitorArn": p["MonitorArn"]}


@instead("ce", "CreateAnomalySubscription")
def create_anomaly_subscription(p, ctx):
    arn = f"arn:aws:ce::{ACCOUNT}:anomalysubscription/{uuid.uuid4()}"
    ctx.db("cesub", glob=True)[arn] = dict(p["AnomalySubscription"], SubscriptionArn=arn, AccountId=ACCOUNT)
    tags_of(ctx, arn).update(dec(p.get("ResourceTags")))
    return {"SubscriptionArn": arn}


@instead("ce", "GetAnomalySubscriptions")
def get_anomaly_subscriptions(p, ctx):
    arns = p.get("SubscriptionArnList")
    out = [m for a, m in ctx.db("cesub", glob=True).items() if not arns or a in arns]
    if arns and not out:
        raise Err("UnknownSubscriptionException")
    return {"AnomalySubscriptions": out}


@instead("ce", "UpdateAnomalySubscription")
def update_anomaly_subscription(p, ctx):
    r = need(ctx.db("cesub", glob=True), p["SubscriptionArn"], "UnknownSubscriptionException")
    r.update(
        {
            k: p[k]
            for k in (
                "Threshold",
                "Frequency",
                "MonitorArnList",
                "Subscribers",
                "SubscriptionName",
                "ThresholdExpression",
            )
            if k in p
        }
    )
    return {"SubscriptionArn": p["SubscriptionArn"]}


@instead("ce", "DeleteAnomalySubscription")
def delete_anomaly_subscription(p, ctx):
    ctx.db("cesub", glob=True).pop(p["SubscriptionArn"], None)
    return {}


tagging(
    "ce",
    ("ListTagsForResource", "TagResource", "UntagResource"),
    "ResourceArn",
    "ResourceTags",
    "ResourceTagKeys",
    shape="list",
    match="anomaly",
)
