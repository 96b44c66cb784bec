"""Elastic Load Balancing: deletion protection, which moto stores and forgets."""

from ..registry import ACCOUNT, Err, instead


@instead("elbv2", "DeleteLoadBalancer")
def delete_load_balancer(p, ctx):
    from moto.elbv2.models import elbv2_backends

    arn = p.get("LoadBalancerArn")
    balancer = elbv2_backends[ACCOUNT][ctx.region].load_balancers.get(arn)
    if balancer and balancer.attrs.get("deletion_protection.enabled") == "true":
        reason = "cannot be deleted because deletion protection is enabled"
        raise Err("OperationNotPermitted", f"Load balancer '{arn}' {reason}")
    return None  # moto deletes it
