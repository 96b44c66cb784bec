"""Route 53: the VPCs of a private zone."""

from ..registry import after, instead, now


@after("route53", "CreateHostedZone")
def mend_create_hosted_zone(p, out, ctx):
    if p.get("VPC"):
        z = out["HostedZone"]
        ctx.db("r53vpc", glob=True)[z["Id"].split("/")[-1]] = [p["VPC"]]
        z.setdefault("Config", {})["PrivateZone"] = True


@after("route53", "AssociateVPCWithHostedZone")
def mend_associate_vpc_with_hosted_zone(p, out, ctx):
    ctx.db("r53vpc", glob=True).setdefault(p["HostedZoneId"], []).append(p["VPC"])


@instead("route53", "DisassociateVPCFromHostedZone")
def disassociate_vpc_from_hosted_zone(p, ctx):
    vpcs = ctx.db("r53vpc", glob=True).get(p["HostedZoneId"], [])
    vpcs[:] = [v for v in vpcs if v["VPCId"] != p["VPC"]["VPCId"]]
    return {"ChangeInfo": {"Id": "/change/C1PA6795UKMFR9", "Status": "INSYNC", "SubmittedAt": now()}}


@after("route53", "GetHostedZone")
def mend_get_hosted_zone(p, out, ctx):
    v = ctx.db("r53vpc", glob=True).get(p["Id"].split("/")[-1])
    if v:
        out["VPCs"] = v
        out["HostedZone"].setdefault("Config", {})["PrivateZone"] = True
