"""S3: sub-resources moto lacks or garbles, the account's public access block, and Deny statements."""

from ..registry import ACCOUNT, instead, need, patch
from ..wire import read_body

# Kept as the XML that was put: moto loses fields of some, and takes DELETE of others for DELETE of the bucket.
RAW = ("lifecycle", "intelligent-tiering", "metrics", "analytics", "inventory", "replication", "notification")

HEADERS = {
    "Content-Type": "application/xml",
    # The provider waits until the lifecycle it reads equals the one it wrote, this header included.
    "x-amz-transition-default-minimum-object-size": "all_storage_classes_128K",
}


def raw(environ, query):
    """(status, headers, body) for a request about one of the `RAW` sub-resources, else None."""
    method = environ["REQUEST_METHOD"]
    sub = next((s for s in RAW if s in query), None)
    if (
        not sub
        or method not in ("GET", "PUT", "DELETE")
        or "/s3/aws4_request" not in environ.get("HTTP_AUTHORIZATION", "")
    ):
        return None
    if environ["PATH_INFO"].startswith("/v20180820/"):  # s3control
        return None
    bucket = _bucket(environ)
    if bucket is None:
        return _error("NoSuchBucket")
    # On moto's own bucket, so that they go when it goes.
    records = vars(bucket).setdefault("raw_sub_resources", {})
    key = (sub, query.get("id", [""])[0])
    if method == "PUT":
        records[key] = read_body(environ)
        return 200, HEADERS, b""
    if method == "DELETE":
        records.pop(key, None)
        return 204, HEADERS, b""
    if key in records:
        return 200, HEADERS, records[key]
    if sub == "notification":
        return 200, HEADERS, b'<NotificationConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"/>'
    absent = {"lifecycle": "NoSuchLifecycleConfiguration", "replication": "ReplicationConfigurationNotFoundError"}
    return _error(absent.get(sub, "NoSuchConfiguration"))


def _bucket(environ):
    from moto.s3.models import s3_backends

    in_path = environ["PATH_INFO"].strip("/").split("/")[0]
    in_host = environ.get("HTTP_HOST", "").split(".")[0]
    return s3_backends[ACCOUNT]["aws"].buckets.get(in_path or in_host)


def _error(code):
    return 404, HEADERS, f"<Error><Code>{code}</Code><Message>none</Message></Error>".encode()


@instead("s3control", "PutPublicAccessBlock")
def put_public_access_block(p, ctx):
    ctx.db("s3pab", glob=True)[0] = p["PublicAccessBlockConfiguration"]
    return {}


@instead("s3control", "GetPublicAccessBlock")
def get_public_access_block(p, ctx):
    block = need(ctx.db("s3pab", glob=True), 0, "NoSuchPublicAccessBlockConfiguration")
    return {"PublicAccessBlockConfiguration": block}


@instead("s3control", "DeletePublicAccessBlock")
def delete_public_access_block(p, ctx):
    ctx.db("s3pab", glob=True).pop(0, None)
    return {}


@patch
def deny_statements():
    """Moto applies a Deny statement whatever its Condition says (aws:SecureTransport, for one)."""
    from moto.iam.access_control import PermissionResult
    from moto.s3.models import FakeBucket

    decide = FakeBucket.get_permission

    def decide_without_deny(self, action, resource):
        result = decide(self, action, resource)
        return PermissionResult.NEUTRAL if result == PermissionResult.DENIED else result

    FakeBucket.get_permission = decide_without_deny


@patch
def delete_markers():
    """Emptying a versioned bucket asks delete markers to dispose of themselves, which moto's cannot."""
    from moto.s3.models import FakeDeleteMarker

    FakeDeleteMarker.dispose = lambda self, *args, **kwargs: None


@patch
def log_delivery_policy():
    """A bucket takes access logs when its policy says so in whatever words: moto stumbles over `"Principal": "*"` in another statement,
    and wants the resource to be exactly the prefix, not a pattern that covers it."""
    import fnmatch
    import json

    from moto.s3.models import FakeBucket

    def listed(value):
        return value if isinstance(value, list) else [value]

    def allows(target_bucket, target_prefix):
        target = f"arn:{target_bucket.partition}:s3:::{target_bucket.name}/{target_prefix or ''}log"
        policy = json.loads(target_bucket.policy.decode()) if target_bucket.policy else {"Statement": []}
        return any(
            statement["Effect"] == "Allow"
            and isinstance(statement["Principal"], dict)
            and "logging.s3.amazonaws.com" in listed(statement["Principal"].get("Service"))
            and "s3:PutObject" in listed(statement["Action"])
            and any(fnmatch.fnmatchcase(target, pattern) for pattern in listed(statement["Resource"]))
            for statement in listed(policy["Statement"])
        )

    FakeBucket._log_permissions_enabled_policy = staticmethod(allows)


@patch
def one_owner():
    """The account's canonical id is the owner of its buckets: moto gives another one when it lists them."""
    from moto.s3.models import OWNER
    from moto.s3.responses import S3Response

    serialized = S3Response.serialized

    def serialized_with_owner(self, action_result):
        if self.data.get("Action") == "ListBuckets":
            action_result.result["Owner"]["ID"] = OWNER
        return serialized(self, action_result)

    S3Response.serialized = serialized_with_owner
