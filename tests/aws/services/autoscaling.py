"""Auto Scaling: what moto drops of a group, and the operations it lacks."""

import copy
import uuid

from ..registry import Err, after, dec, instead, now, patch, tagging, tags_of

ASG_KEEP = (
    "DefaultInstanceWarmup",
    "MaxInstanceLifetime",
    "InstanceMaintenancePolicy",
    "MixedInstancesPolicy",
    "CapacityReservationSpecification",
    "CapacityRebalance",
    "TerminationPolicies",
    "DefaultCooldown",
    "AvailabilityZoneDistribution",
    "Context",
    "DesiredCapacityType",
    "ServiceLinkedRoleARN",
)


@after("autoscaling", "CreateAutoScalingGroup", "UpdateAutoScalingGroup")
def mend_create_auto_scaling_group(p, out, ctx):
    r = ctx.db("asg").setdefault(p["AutoScalingGroupName"], {})
    r.update({k: copy.deepcopy(p[k]) for k in ASG_KEEP if k in p})
    for h in p.get("LifecycleHookSpecificationList", []):
        ctx.db("hook")[p["AutoScalingGroupName"], h["LifecycleHookName"]] = dict(h)


@after("autoscaling", "DescribeAutoScalingGroups")
def mend_describe_auto_scaling_groups(p, out, ctx):
    for g in out.get("AutoScalingGroups", []):
        r = copy.deepcopy(ctx.db("asg").get(g["AutoScalingGroupName"], {}))
        crs = r.pop("CapacityReservationSpecification", None)
        if crs and crs.get("CapacityReservationPreference"):
            g["CapacityReservationSpecification"] = crs
        g.update(r)


@after("autoscaling", "DeleteAutoScalingGroup")
def mend_delete_auto_scaling_group(p, out, ctx):
    n = p["AutoScalingGroupName"]
    ctx.db("asg").pop(n, None)
    for k in [k for k in ctx.db("hook") if k[0] == n]:
        del ctx.db("hook")[k]
    ctx.db("notif").pop(n, None)


@after("autoscaling", "PutLifecycleHook")
def mend_put_lifecycle_hook(p, out, ctx):
    ctx.db("hook")[p["AutoScalingGroupName"], p["LifecycleHookName"]] = dict(p)


@after("autoscaling", "DescribeLifecycleHooks")
def mend_describe_lifecycle_hooks(p, out, ctx):
    for h in out.get("LifecycleHooks", []):
        r = ctx.db("hook").get((p["AutoScalingGroupName"], h["LifecycleHookName"]), {})
        for k in ("RoleARN", "NotificationTargetARN", "NotificationMetadata"):
            h.pop(k, None)
            if r.get(k):
                h[k] = r[k]


@after("autoscaling", "PutScalingPolicy")
def mend_put_scaling_policy(p, out, ctx):
    ctx.db("aspol")[p["AutoScalingGroupName"], p["PolicyName"]] = copy.deepcopy(p)


@after("autoscaling", "DescribePolicies")
def mend_describe_policies(p, out, ctx):
    for s in out.get("ScalingPolicies", []):
        r = ctx.db("aspol").get((s["AutoScalingGroupName"], s["PolicyName"]), {})
        s["Enabled"] = r.get("Enabled", True)
        for k in ("PredictiveScalingConfiguration", "TargetTrackingConfiguration"):
            s.pop(k, None)
            if r.get(k):
                s[k] = r[k]
        if "TargetTrackingConfiguration" in s:
            s["TargetTrackingConfiguration"].setdefault("DisableScaleIn", False)


@instead("autoscaling", "PutNotificationConfiguration")
def put_notification_configuration(p, ctx):
    ctx.db("notif").setdefault(p["AutoScalingGroupName"], {})[p["TopicARN"]] = p["NotificationTypes"]
    return {}


@instead("autoscaling", "DeleteNotificationConfiguration")
def delete_notification_configuration(p, ctx):
    ctx.db("notif").get(p["AutoScalingGroupName"], {}).pop(p["TopicARN"], None)
    return {}


@instead("autoscaling", "DescribeNotificationConfigurations")
def describe_notification_configurations(p, ctx):
    names = p.get("AutoScalingGroupNames")
    return {
        "NotificationConfigurations": [
            {"AutoScalingGroupName": g, "TopicARN": t, "NotificationType": n}
            for g, m in ctx.db("notif").items()
            if not names or g in names
            for t, ns in m.items()
            for n in ns
        ]
    }


@instead("autoscaling", "StartInstanceRefresh")
def start_instance_refresh(p, ctx):
    i = str(uuid.uuid4())
    ctx.db("refresh").setdefault(p["AutoScalingGroupName"], []).append(
        {
            "InstanceRefreshId": i,
            "AutoScalingGroupName": p["AutoScalingGroupName"],
            "Status": "Successful",
            "StartTime": now(),
            "EndTime": now(),
            "PercentageComplete": 100,
            "Preferences": p.get("Preferences", {}),
        }
    )
    return {"InstanceRefreshId": i}


@instead("autoscaling", "DescribeInstanceRefreshes")
def describe_instance_refreshes(p, ctx):
    return {"InstanceRefreshes": ctx.db("refresh").get(p["AutoScalingGroupName"], [])[::-1]}


@instead("autoscaling", "CancelInstanceRefresh")
def cancel_instance_refresh(p, ctx):
    raise Err("ActiveInstanceRefreshNotFound", "none in progress")


tagging(
    "application-autoscaling", ("ListTagsForResource", "TagResource", "UntagResource"), "ResourceARN", "Tags", "TagKeys"
)


@after("application-autoscaling", "RegisterScalableTarget")
def mend_register_scalable_target(p, out, ctx):
    if out.get("ScalableTargetARN"):
        tags_of(ctx, out["ScalableTargetARN"]).update(dec(p.get("Tags")))


@patch
def capacity_of_mixed_groups():
    """Moto splits a mixed group's capacity into On-Demand and Spot and rounds both down: instances go missing, and
    the provider waits for them until it gives up. AWS rounds up in favour of On-Demand, so that the sum is kept."""
    from moto.autoscaling.models import FakeAutoScalingGroup

    set_capacity = FakeAutoScalingGroup.set_desired_capacity

    def set_whole_capacity(self, new_capacity):
        policy = self.mixed_instances_policy
        if not policy:
            return set_capacity(self, new_capacity)
        # Everything On-Demand: nothing in here tells the two apart.
        self.mixed_instances_policy = {k: v for k, v in policy.items() if k != "InstancesDistribution"}
        try:
            return set_capacity(self, new_capacity)
        finally:
            self.mixed_instances_policy = policy

    FakeAutoScalingGroup.set_desired_capacity = set_whole_capacity
