"""CloudFront: policies (AWS's own and custom), functions, and distributions read back as they were written."""

import copy
import uuid

from ..registry import ACCOUNT, Err, after, dec, enc, instead, need, now, patch, rid, tags_of

MANAGED_CACHE = {
    "Managed-CachingOptimized": "658327ea-f89d-4fab-a63d-7e88639e58f6",
    "Managed-CachingDisabled": "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
    "Managed-CachingOptimizedForUncompressedObjects": "b2884449-e4de-46a7-ac36-70bc7f1ddd6d",
    "UseOriginCacheControlHeaders": "83da9c7e-98b4-4e11-a168-04f0df8e2c65",
    "UseOriginCacheControlHeaders-QueryStrings": "4cc15a8a-d715-48a4-82b8-cc0b614638fe",
    "Managed-Elemental-MediaPackage": "08627262-05a9-4f76-9ded-b50ca2e3a84f",
    "Managed-Amplify": "2e54312d-136d-493c-8eb9-b001f22f67d2",
}
MANAGED_ORP = {
    "Managed-AllViewer": "216adef6-5c7f-47e4-b989-5492eafa07d3",
    "Managed-AllViewerExceptHostHeader": "b689b0a8-53d0-40ab-baf2-68738e2966ac",
    "Managed-CORS-S3Origin": "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf",
    "Managed-CORS-CustomOrigin": "59781a5b-3903-41f3-afcb-af62929ccde1",
    "Managed-UserAgentRefererHeaders": "acba4595-bd28-49b8-b9fe-13317c0390fa",
    "Managed-AllViewerAndCloudFrontHeaders-2022-06": "33f36d7e-f396-46d9-90e0-52428a34d9dc",
    "Managed-Elemental-MediaTailor-PersonalizedManifests": "775133bc-15f2-49f9-abea-afb2e0bf67d2",
}
MANAGED_RHP = {
    "Managed-SecurityHeadersPolicy": "67f7725c-6f97-4210-82d7-5512b31e9d03",
    "Managed-SimpleCORS": "60669652-455b-4ae9-85a4-c4c02393f86c",
    "Managed-CORS-With-Preflight": "5cc3b908-e619-4b99-88e5-2cf7f45965bd",
    "Managed-CORS-and-SecurityHeadersPolicy": "e61eb60c-9c35-4d20-a928-2b84e02af89c",
    "Managed-CORS-with-preflight-and-SecurityHeadersPolicy": "eaab4381-ed33-4a86-88ca-d9558dc6cd63",
}
PCK = {
    "EnableAcceptEncodingGzip": True,
    "EnableAcceptEncodingBrotli": True,
    "HeadersConfig": {"HeaderBehavior": "none"},
    "CookiesConfig": {"CookieBehavior": "none"},
    "QueryStringsConfig": {"QueryStringBehavior": "none"},
}


def cf_policy(word, cfg_key, list_key, managed, default):
    """CachePolicy, OriginRequestPolicy and ResponseHeadersPolicy are one pattern."""
    plural = word[:-1] + "ies"

    def table(ctx):
        t = ctx.db("cf" + word, glob=True)
        if not t:
            for n, i in managed.items():
                t[i] = {
                    "type": "managed",
                    "etag": "E" + rid(12),
                    "p": {"Id": i, "LastModifiedTime": now(), cfg_key: dict(default, Name=n)},
                }
        return t

    @instead("cloudfront", "Create" + word)
    def create(p, ctx):
        if any(x["p"][cfg_key]["Name"] == p[cfg_key]["Name"] for x in table(ctx).values()):
            raise Err(word + "AlreadyExists", status=409)
        i = str(uuid.uuid4())
        r = table(ctx)[i] = {
            "type": "custom",
            "etag": "E" + rid(12),
            "p": {"Id": i, "LastModifiedTime": now(), cfg_key: p[cfg_key]},
        }
        return {word: r["p"], "ETag": r["etag"], "Location": i}

    @instead("cloudfront", "Get" + word)
    def get(p, ctx):
        r = need(table(ctx), p["Id"], "NoSuch" + word)
        return {word: r["p"], "ETag": r["etag"]}

    @instead("cloudfront", "Update" + word)
    def update(p, ctx):
        r = need(table(ctx), p["Id"], "NoSuch" + word)
        r["p"][cfg_key], r["etag"] = p[cfg_key], "E" + rid(12)
        return {word: r["p"], "ETag": r["etag"]}

    @instead("cloudfront", "Delete" + word)
    def delete(p, ctx):
        table(ctx).pop(p["Id"], None)
        return {}

    @instead("cloudfront", "List" + plural)
    def list_all(p, ctx):
        items = [
            {"Type": x["type"], word: x["p"]}
            for x in table(ctx).values()
            if not p.get("Type") or x["type"] == p["Type"]
        ]
        return {list_key: {"MaxItems": 100, "Quantity": len(items), "Items": items}}


cf_policy(
    "CachePolicy",
    "CachePolicyConfig",
    "CachePolicyList",
    MANAGED_CACHE,
    {
        "DefaultTTL": 86400,
        "MaxTTL": 31536000,
        "MinTTL": 1,
        "Comment": "",
        "ParametersInCacheKeyAndForwardedToOrigin": PCK,
    },
)
cf_policy(
    "OriginRequestPolicy",
    "OriginRequestPolicyConfig",
    "OriginRequestPolicyList",
    MANAGED_ORP,
    {
        "Comment": "",
        "HeadersConfig": {"HeaderBehavior": "allViewer"},
        "CookiesConfig": {"CookieBehavior": "all"},
        "QueryStringsConfig": {"QueryStringBehavior": "all"},
    },
)
cf_policy(
    "ResponseHeadersPolicy", "ResponseHeadersPolicyConfig", "ResponseHeadersPolicyList", MANAGED_RHP, {"Comment": ""}
)


def _fn(r, stage):
    s = r[stage]
    return {
        "Name": r["Name"],
        "Status": "UNASSOCIATED" if stage == "DEVELOPMENT" else "UNPUBLISHED",
        "FunctionConfig": s["cfg"],
        "FunctionMetadata": {
            "FunctionARN": f"arn:aws:cloudfront::{ACCOUNT}:function/{r['Name']}",
            "Stage": stage,
            "CreatedTime": now(),
            "LastModifiedTime": now(),
        },
    }


@instead("cloudfront", "CreateFunction")
def create_function(p, ctx):
    t = ctx.db("cffn", glob=True)
    if p["Name"] in t:
        raise Err("FunctionAlreadyExists", status=409)
    r = t[p["Name"]] = {
        "Name": p["Name"],
        "DEVELOPMENT": {"cfg": p["FunctionConfig"], "code": p["FunctionCode"], "etag": "E" + rid(12)},
    }
    return {"FunctionSummary": _fn(r, "DEVELOPMENT"), "ETag": r["DEVELOPMENT"]["etag"], "Location": p["Name"]}


@instead("cloudfront", "UpdateFunction")
def update_function(p, ctx):
    r = need(ctx.db("cffn", glob=True), p["Name"], "NoSuchFunctionExists")
    r["DEVELOPMENT"] = {"cfg": p["FunctionConfig"], "code": p["FunctionCode"], "etag": "E" + rid(12)}
    return {"FunctionSummary": _fn(r, "DEVELOPMENT"), "ETag": r["DEVELOPMENT"]["etag"]}


@instead("cloudfront", "PublishFunction")
def publish_function(p, ctx):
    r = need(ctx.db("cffn", glob=True), p["Name"], "NoSuchFunctionExists")
    r["LIVE"] = dict(r["DEVELOPMENT"], etag="E" + rid(12))
    return {"FunctionSummary": _fn(r, "LIVE")}


@instead("cloudfront", "DescribeFunction", "GetFunction")
def describe_function(p, ctx):
    r = need(ctx.db("cffn", glob=True), p["Name"], "NoSuchFunctionExists")
    st = p.get("Stage") or "DEVELOPMENT"
    if st not in r:
        raise Err("NoSuchFunctionExists", status=404)
    o = {"ETag": r[st]["etag"]}
    if ctx.op == "GetFunction":
        c = r[st]["code"]
        return dict(o, FunctionCode=c if isinstance(c, bytes) else c.encode(), ContentType="application/octet-stream")
    return dict(o, FunctionSummary=_fn(r, st))


@instead("cloudfront", "DeleteFunction")
def delete_function(p, ctx):
    ctx.db("cffn", glob=True).pop(p["Name"], None)
    return {}


CF_DEFAULTS = (
    "DefaultCacheBehavior",
    "CacheBehaviors",
    "Origins",
    "OriginGroups",
    "ViewerCertificate",
    "CustomErrorResponses",
    "Restrictions",
    "Logging",
    "HttpVersion",
    "PriceClass",
    "WebACLId",
    "Aliases",
    "DefaultRootObject",
    "Comment",
    "Enabled",
    "IsIPV6Enabled",
    "Staging",
    "ContinuousDeploymentPolicyId",
)


@after("cloudfront", "CreateDistribution", "CreateDistributionWithTags", "UpdateDistribution")
def mend_create_distribution(p, out, ctx):
    cfg = p.get("DistributionConfig") or p.get("DistributionConfigWithTags", p)["DistributionConfig"]
    ctx.db("cfdist", glob=True)[out["Distribution"]["Id"]] = copy.deepcopy(cfg)


@after("cloudfront", "GetDistribution", "GetDistributionConfig")
def mend_get_distribution(p, out, ctx):
    cfg = ctx.db("cfdist", glob=True).get(p["Id"])
    if cfg:
        d = out["Distribution"]["DistributionConfig"] if "Distribution" in out else out["DistributionConfig"]
        for k in CF_DEFAULTS:
            if k in cfg:
                d[k] = copy.deepcopy(cfg[k])


def _vpc_origin(ctx, i):
    return need(ctx.db("cfvpcorigin", glob=True), i, "EntityNotFound")


@instead("cloudfront", "CreateVpcOrigin")
def create_vpc_origin(p, ctx):
    i = "vo_" + rid(22)
    r = ctx.db("cfvpcorigin", glob=True)[i] = {
        "etag": "E" + rid(12),
        "p": {
            "Id": i,
            "Arn": f"arn:aws:cloudfront::{ACCOUNT}:vpcorigin/{i}",
            "AccountId": ACCOUNT,
            "Status": "Deployed",
            "CreatedTime": now(),
            "LastModifiedTime": now(),
            "VpcOriginEndpointConfig": p["VpcOriginEndpointConfig"],
        },
    }
    tags_of(ctx, r["p"]["Arn"]).update(dec(p.get("Tags", {}).get("Items")))
    return {"VpcOrigin": r["p"], "ETag": r["etag"], "Location": i}


@instead("cloudfront", "GetVpcOrigin")
def get_vpc_origin(p, ctx):
    r = _vpc_origin(ctx, p["Id"])
    return {"VpcOrigin": r["p"], "ETag": r["etag"]}


@instead("cloudfront", "UpdateVpcOrigin")
def update_vpc_origin(p, ctx):
    r = _vpc_origin(ctx, p["Id"])
    r["p"]["VpcOriginEndpointConfig"], r["etag"] = p["VpcOriginEndpointConfig"], "E" + rid(12)
    return {"VpcOrigin": r["p"], "ETag": r["etag"]}


@instead("cloudfront", "DeleteVpcOrigin")
def delete_vpc_origin(p, ctx):
    r = _vpc_origin(ctx, p["Id"])
    used = [
        d
        for d in ctx.db("cfdist", glob=True).values()
        for o in d.get("Origins", {}).get("Items", [])
        if o.get("VpcOriginConfig", {}).get("VpcOriginId") == p["Id"]
    ]
    if used:
        raise Err("CannotDeleteEntityWhileInUse", status=409)
    del ctx.db("cfvpcorigin", glob=True)[p["Id"]]
    return {"VpcOrigin": r["p"], "ETag": r["etag"]}


@instead("cloudfront", "ListTagsForResource")
def list_tags_of_vpc_origin(p, ctx):
    if ":vpcorigin/" in p["Resource"]:
        return {"Tags": {"Items": enc(tags_of(ctx, p["Resource"]), "list")}}


@after("cloudfront", "DeleteDistribution")
def forget_distribution(p, out, ctx):
    ctx.db("cfdist", glob=True).pop(p["Id"], None)


@after("cloudfront", "CreatePublicKey")
def mend_create_public_key(p, out, ctx):
    i = out.get("PublicKey", {}).get("Id")
    ctx.db("cfpk", glob=True)[i] = p["PublicKeyConfig"].get("Comment", "")


@after("cloudfront", "GetPublicKey")
def mend_get_public_key(p, out, ctx):
    c = ctx.db("cfpk", glob=True).get(p["Id"])
    if c:
        out["PublicKey"]["PublicKeyConfig"]["Comment"] = c


@instead("cloudfront", "CreateMonitoringSubscription")
def create_monitoring_subscription(p, ctx):
    ctx.db("cfms", glob=True)[p["DistributionId"]] = p["MonitoringSubscription"]
    return {"MonitoringSubscription": p["MonitoringSubscription"]}


@instead("cloudfront", "GetMonitoringSubscription")
def get_monitoring_subscription(p, ctx):
    return {
        "MonitoringSubscription": need(ctx.db("cfms", glob=True), p["DistributionId"], "NoSuchMonitoringSubscription")
    }


@instead("cloudfront", "DeleteMonitoringSubscription")
def delete_monitoring_subscription(p, ctx):
    ctx.db("cfms", glob=True).pop(p["DistributionId"], None)
    return {}


@instead("cloudfront", "DeleteKeyGroup")
def delete_key_group(p, ctx):
    from moto.cloudfront.models import cloudfront_backends

    cloudfront_backends[ACCOUNT]["aws"].key_groups.pop(p["Id"], None)
    return {}


@patch
def global_arn():
    """CloudFront is global, so the region in a distribution's ARN is empty; moto leaves out its colon, too."""
    from moto.cloudfront.models import Distribution

    make = Distribution.__init__

    def make_with_arn(self, *args, **kwargs):
        make(self, *args, **kwargs)
        self.arn = self.arn.replace(f":cloudfront:{ACCOUNT}:", f":cloudfront::{ACCOUNT}:")

    Distribution.__init__ = make_with_arn
