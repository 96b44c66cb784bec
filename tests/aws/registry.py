"""What the local AWS knows beyond moto: three tables that the services fill, and the small store they share.

`instead(service, operations…)` answers a call outright (None: moto answers after all),
`after(service, operations…)` mends moto's answer, given as botocore's model of it, and
`patch` mends moto itself, once, before the server starts.

Handlers get `p`, the call's parameters; `ctx`, the region it was signed for; `out`, moto's answer.
"""

import datetime
import random
import re
import string
import threading

ACCOUNT = "123456789012"

INSTEAD, AFTER, PATCHES = {}, {}, []
LOCK = threading.RLock()
STORE = {}  # (kind, region) -> {id: record}


class Err(Exception):
    """An answer that refuses, with AWS's own error code."""

    def __init__(self, code, msg="", status=400):
        super().__init__(msg or code)
        self.code, self.status = code, status


class Ctx:
    """Where a call was made: its region and its operation."""

    def __init__(self, region, op):
        self.region, self.op = region, op

    def db(self, kind, glob=False):
        """The records of one kind, of this region or (`glob`) of the account."""
        return STORE.setdefault((kind, "" if glob else self.region), {})

    def arn(self, svc, rest, region=None):
        """An ARN of this account."""
        return f"arn:aws:{svc}:{self.region if region is None else region}:{ACCOUNT}:{rest}"


def _register(table, svc, ops):
    def keep(handler):
        for op in ops:
            table[svc, op] = handler
        return handler

    return keep


def instead(svc, *ops):
    """The decorated function answers these operations itself."""
    return _register(INSTEAD, svc, ops)


def after(svc, *ops):
    """The decorated function mends moto's answer to these operations."""
    return _register(AFTER, svc, ops)


def patch(mend):
    """The decorated function changes moto's own code, before the server starts."""
    PATCHES.append(mend)
    return mend


def rid(n=26, alphabet=string.ascii_uppercase + string.digits):
    """A random identifier."""
    return "".join(random.choice(alphabet) for _ in range(n))


def now():
    """The time as AWS writes it: UTC, whole seconds."""
    return datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)


def need(records, key, code):
    """The record, or AWS's "not found"."""
    if key not in records:
        raise Err(code, f"{key} not found", 404)
    return records[key]


def tags_of(ctx, arn):
    """The tags of a resource whose tagging moto forgets, to read and to change."""
    return ctx.db("tags", glob=True).setdefault(arn, {})


def dec(tags):
    """Tags in any of AWS's spellings as a plain dict."""
    if not tags:
        return {}
    if isinstance(tags, dict):
        return dict(tags)
    return {
        t.get("Key", t.get("key", t.get("TagKey"))): t.get("Value", t.get("value", t.get("TagValue", ""))) for t in tags
    }


def enc(tags, shape):
    """A dict of tags in one of AWS's spellings: map, list (Key, Value) or lower (key, value)."""
    if shape == "map":
        return dict(tags)
    key, value = ("Key", "Value") if shape == "list" else ("key", "value")
    return [{key: k, value: v} for k, v in tags.items()]


def tagging(svc, ops, arn_key, tags_key, keys_key, shape="map", match=""):
    """Owns the list, tag and untag operations of a service, for the ARNs that `match`."""
    list_op, tag_op, untag_op = ops

    @instead(svc, list_op)
    def list_tags(p, ctx):
        if re.search(match, p[arn_key]):
            return {tags_key: enc(tags_of(ctx, p[arn_key]), shape)}

    @instead(svc, tag_op)
    def tag(p, ctx):
        if re.search(match, p[arn_key]):
            tags_of(ctx, p[arn_key]).update(dec(p.get(tags_key)))
            return {}

    @instead(svc, untag_op)
    def untag(p, ctx):
        if re.search(match, p[arn_key]):
            for key in p.get(keys_key, []):
                tags_of(ctx, p[arn_key]).pop(key, None)
            return {}
