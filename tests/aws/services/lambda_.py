"""Lambda: settings moto does not echo."""

from ..registry import after

LAMBDA_KEEP = ("DeadLetterConfig", "KMSKeyArn", "LoggingConfig", "SnapStart")


@after("lambda", "CreateFunction", "UpdateFunctionConfiguration")
def mend_create_function(p, out, ctx):
    ctx.db("fn").setdefault(p["FunctionName"].split(":")[-1], {}).update({k: p[k] for k in LAMBDA_KEEP if k in p})


@after("lambda", "GetFunction", "GetFunctionConfiguration")
def mend_get_function(p, out, ctx):
    c = out.get("Configuration", out)
    c.update(ctx.db("fn").get(c.get("FunctionName"), {}))


@after("lambda", "DeleteFunction")
def mend_delete_function(p, out, ctx):
    ctx.db("fn").pop(p["FunctionName"].split(":")[-1], None)
