"""KMS: the rotation period."""

from ..registry import after


@after("kms", "EnableKeyRotation")
def mend_enable_key_rotation(p, out, ctx):
    ctx.db("kmsrot")[p["KeyId"].split("/")[-1]] = p.get("RotationPeriodInDays", 365)


@after("kms", "GetKeyRotationStatus")
def mend_get_key_rotation_status(p, out, ctx):
    if out.get("KeyRotationEnabled"):
        out["RotationPeriodInDays"] = ctx.db("kmsrot").get(p["KeyId"].split("/")[-1], 365)
