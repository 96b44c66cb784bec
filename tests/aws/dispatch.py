"""The WSGI layer in front of moto: who answers a request, and how a refusal is said.

A call that moto does not implement is answered with a 501 that names it. Moto's own 500 would be retried 25 times,
about ten minutes, and a provider told nothing can say nothing.
"""

import copy
import sys
import traceback

from .registry import AFTER, INSTEAD, LOCK, STORE, Ctx, Err
from .services import s3
from .wire import Wire, keep_body, query_of


class LocalAws:
    """The application: handlers first, then moto, then mending."""

    def __init__(self, moto):
        self.moto = moto
        self.wire = Wire({service for service, _ in (*INSTEAD, *AFTER)})

    def __call__(self, environ, start_response):
        keep_body(environ)
        status, headers, body = self.serve(environ)
        self.log(environ, status, body)
        kept = [(k, str(v)) for k, v in headers.items() if k.lower() not in ("content-length", "transfer-encoding")]
        start_response(f"{status} X", [*kept, ("Content-Length", str(len(body)))])
        return [body]

    def serve(self, environ):
        """(status, headers, body) for one request, whatever happens."""
        service = op = None
        try:
            if environ["PATH_INFO"] == "/moto-api/reset":
                STORE.clear()
            if found := s3.raw(environ, query_of(environ)):
                return found
            if call := self.wire.resolve(environ):
                region, service, op, url = call
                return self.call(environ, service, op, url, Ctx(region, op))
            return self.stock(environ)
        except Err as e:
            return self.wire.error(environ, service, e.code, str(e), e.status)
        except NotImplementedError as e:
            name = f"{service or ''} {op or ''}".strip() or environ.get("HTTP_X_AMZ_TARGET", "")
            print(f"MOTO-LACKS {name} {e}", file=sys.stderr, flush=True)
            return self.wire.error(environ, service, "NotImplemented", f"moto lacks: {name} ({e})", 501)
        except Exception as e:
            traceback.print_exc()
            msg = f"{type(e).__name__}: {e}".replace("<", "(")
            return self.wire.error(environ, service, "MotoInternal", msg, 501)

    def log(self, environ, status, body):
        """Says what was refused, which is what a failing test wants to see; not what is merely not there."""
        if status >= 400 and not (status == 404 and environ["REQUEST_METHOD"] in ("GET", "HEAD")):
            called = self.wire.name(environ)
            print(status, called, body.decode("utf-8", "replace")[:400].replace("\n", " "), file=sys.stderr, flush=True)

    def call(self, environ, service, op, url, ctx):
        """A call of a service that has handlers, though perhaps none for this operation."""
        answer, mend = INSTEAD.get((service, op)), AFTER.get((service, op))
        params = self.wire.params(environ, service, op, url) if answer or mend else None
        if answer:
            with LOCK:
                out = answer(params, ctx)
            if out is not None:
                return self.wire.answer(environ, service, op, out)
        status, headers, body = self.stock(environ)
        if not mend or status >= 300:
            return status, headers, body
        out = self.wire.parse(environ, service, op, status, headers, body)
        untouched = copy.deepcopy(out)
        with LOCK:
            mend(params, out, ctx)
        if out == untouched:
            return status, headers, body
        return self.wire.answer(environ, service, op, out)

    def stock(self, environ):
        """Moto's answer."""
        got = {}

        def start_response(status, headers, exc_info=None):
            got["status"], got["headers"] = int(status.split()[0]), dict(headers)

        body = b"".join(self.moto(environ, start_response))
        if got["status"] in (404, 405) and body[:15].lower().startswith(b"<!doctype html"):
            raise NotImplementedError(f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}")
        return got["status"], got["headers"], body
