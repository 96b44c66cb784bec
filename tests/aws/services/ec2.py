"""EC2: placement groups, descriptions of security-group rules, launch templates, monitoring, flow logs."""

import uuid

from ..registry import Err, after, instead, patch


@instead("ec2", "CreatePlacementGroup")
def create_placement_group(p, ctx):
    g = {
        "GroupName": p["GroupName"],
        "GroupId": "pg-" + uuid.uuid4().hex[:17],
        "State": "available",
        "Strategy": p.get("Strategy", "cluster"),
        "SpreadLevel": p.get("SpreadLevel", "rack" if p.get("Strategy") == "spread" else None),
        "Tags": [t for s in p.get("TagSpecifications", []) for t in s.get("Tags", [])],
    }
    if p.get("PartitionCount"):
        g["PartitionCount"] = p["PartitionCount"]
    g["GroupArn"] = ctx.arn("ec2", f"placement-group/{p['GroupName']}")
    ctx.db("pg")[p["GroupName"]] = g
    return {"PlacementGroup": g}


@instead("ec2", "DescribePlacementGroups")
def describe_placement_groups(p, ctx):
    names = p.get("GroupNames") or [v for f in p.get("Filters", []) if f["Name"] == "group-name" for v in f["Values"]]
    ids = p.get("GroupIds")
    out = [
        g for g in ctx.db("pg").values() if (not names or g["GroupName"] in names) and (not ids or g["GroupId"] in ids)
    ]
    if names and not out:
        raise Err("InvalidPlacementGroup.Unknown")
    return {"PlacementGroups": out}


@instead("ec2", "DeletePlacementGroup")
def delete_placement_group(p, ctx):
    ctx.db("pg").pop(p["GroupName"], None)
    return {}


@after("ec2", "AuthorizeSecurityGroupIngress", "AuthorizeSecurityGroupEgress")
def mend_authorize_security_group_ingress(p, out, ctx):
    perms = p.get("IpPermissions", [])
    desc = [
        x.get("Description")
        for perm in perms
        for k in ("UserIdGroupPairs", "PrefixListIds", "IpRanges", "Ipv6Ranges")
        for x in perm.get(k, [])
    ]
    rules = out.get("SecurityGroupRules", [])
    if len(desc) == 1 and len(rules) == 1 and desc[0]:
        ctx.db("sgr")[rules[0]["SecurityGroupRuleId"]] = desc[0]
        rules[0]["Description"] = desc[0]


@after("ec2", "DescribeSecurityGroupRules")
def mend_describe_security_group_rules(p, out, ctx):
    for r in out.get("SecurityGroupRules", []):
        d = ctx.db("sgr").get(r["SecurityGroupRuleId"])
        if d:
            r["Description"] = d


@after("ec2", "ModifySecurityGroupRules")
def mend_modify_security_group_rules(p, out, ctx):
    for u in p.get("SecurityGroupRules", []):
        d = u.get("SecurityGroupRule", {}).get("Description")
        if d:
            ctx.db("sgr")[u["SecurityGroupRuleId"]] = d


@after("ec2", "DescribeLaunchTemplateVersions")
def mend_describe_launch_template_versions(p, out, ctx):
    for v in out.get("LaunchTemplateVersions", []):
        d = v.get("LaunchTemplateData", {})
        if "TagSpecifications" in d:
            d["TagSpecifications"] = [t for t in d["TagSpecifications"] if t.get("ResourceType") != "launch-template"]


@instead("ec2", "MonitorInstances", "UnmonitorInstances")
def monitor_instances(p, ctx):
    st = "enabled" if ctx.op == "MonitorInstances" else "disabled"
    for i in p["InstanceIds"]:
        ctx.db("ec2mon")[i] = st
    return {"InstanceMonitorings": [{"InstanceId": i, "Monitoring": {"State": st}} for i in p["InstanceIds"]]}


@after("ec2", "DescribeInstances")
def mend_describe_instances(p, out, ctx):
    for r in out.get("Reservations", []):
        for i in r.get("Instances", []):
            if i["InstanceId"] in ctx.db("ec2mon"):
                i["Monitoring"] = {"State": ctx.db("ec2mon")[i["InstanceId"]]}


@patch
def flow_log_prefixes():
    """Moto takes a bucket's ARN with a key prefix (arn:aws:s3:::bucket/prefix/) for the name of a bucket."""
    from moto.ec2.models.flow_logs import FlowLogsBackend

    create = FlowLogsBackend.create_flow_logs

    def create_with_prefix(self, *args, **kwargs):
        destination = kwargs.get("log_destination")
        if kwargs.get("log_destination_type") != "s3" or not destination:
            return create(self, *args, **kwargs)
        result = create(self, *args, **dict(kwargs, log_destination=destination.split("/")[0]))
        for log in result[0]:
            log.log_destination = destination
        return result

    FlowLogsBackend.create_flow_logs = create_with_prefix


@patch
def resolved_images():
    """Moto starts instances of an image called "resolve:ssm:…"; AWS looks the parameter up, and refuses a bad one.

    AWS also refuses an image of another architecture than the instance type's, which is how an image parameter of
    the wrong name shows.
    """
    from moto.ec2.models import EC2Backend
    from moto.ec2.models.instance_types import INSTANCE_TYPES

    run = EC2Backend.run_instances

    def run_resolved(self, image_id, count, user_data, security_group_names, **kwargs):
        if not image_id and kwargs.get("launch_template"):
            image_id = self._get_template_from_args(kwargs["launch_template"]).image_id
        if image_id and image_id.startswith("resolve:ssm:"):
            image_id = _image_of(self, image_id.removeprefix("resolve:ssm:"))
        known = self.describe_images(filters={"image-id": image_id}) if image_id else []
        processor = INSTANCE_TYPES.get(kwargs.get("instance_type"), {}).get("ProcessorInfo")
        if known and processor and known[0].architecture not in processor["SupportedArchitectures"]:
            raise Err(
                "InvalidParameterValue",
                f"The architecture of the instance type {kwargs['instance_type']} does not match the architecture "
                f"'{known[0].architecture}' of the specified AMI",
            )
        return run(self, image_id, count, user_data, security_group_names, **kwargs)

    EC2Backend.run_instances = run_resolved


def _image_of(ec2, parameter):
    from moto.ssm.models import ssm_backends

    found = ssm_backends[ec2.account_id][ec2.region_name].get_parameter(parameter)
    if found is None:
        raise Err("InvalidParameterValue", f"The SSM parameter {parameter} does not exist")
    return found.value
