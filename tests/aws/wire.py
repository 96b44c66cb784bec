"""HTTP requests as AWS calls, and answers as HTTP, by botocore's own models of the services."""

import io
import json
import re
import urllib.parse

from botocore import parsers
from moto.core.parse import PROTOCOL_PARSERS
from moto.core.responses import BaseResponse
from moto.core.serialize import get_serializer_class
from moto.core.utils import get_service_model
from werkzeug.wrappers import Request


def keep_body(environ):
    """Reads the body, once: a second read of the socket would wait for bytes that never come."""
    length = int(environ.get("CONTENT_LENGTH") or 0)
    environ["aws.body"] = environ["wsgi.input"].read(length) if length else b""
    if length:
        environ["wsgi.input"] = io.BytesIO(environ["aws.body"])


def read_body(environ):
    """The body that was kept, without the SDK's chunk signatures."""
    body = environ["aws.body"]
    encoding = environ.get("HTTP_CONTENT_ENCODING", "")
    if body.find(b"chunk-signature=", 0, 200) < 0 and not encoding.startswith("aws-chunked"):
        return body
    out, rest = b"", body
    while rest:
        head, _, rest = rest.partition(b"\r\n")
        size = int(head.split(b";")[0] or b"0", 16)
        if size == 0:
            break
        out, rest = out + rest[:size], rest[size + 2 :]
    return out


def query_of(environ):
    """The query string as a dict of lists, with valueless keys."""
    return urllib.parse.parse_qs(environ.get("QUERY_STRING", ""), keep_blank_values=True)


class Wire:
    """Reads and writes the calls of the given services."""

    def __init__(self, services):
        self.models = {s: get_service_model(s) for s in sorted(services)}
        self.by_signing_name, self.routes = {}, {}
        for service, model in self.models.items():
            self.by_signing_name.setdefault(model.signing_name, []).append(service)
            if model.metadata["protocol"].startswith("rest"):
                self.routes[service] = self._routes(model)

    @staticmethod
    def _routes(model):
        rows = []
        for op in model.operation_names:
            http = model.operation_model(op).http
            uri, _, query = http["requestUri"].partition("?")
            uri = uri.rstrip("/") or "/"
            pattern = re.compile(BaseResponse.uri_to_regexp(uri))
            # The most specific route first: most literal text, fewest parameters, a query before none.
            order = (-len(re.sub(r"{[^}]*}", "", uri)), uri.count("{"), not query)
            rows.append((order, http["method"], pattern, query, op))
        return [row[1:] for row in sorted(rows, key=lambda row: row[0])]

    def resolve(self, environ):
        """(region, service, operation, parameters in the URL), or None where no service of ours is meant."""
        signed = re.search(r"Credential=[^/]+/\d+/([^/]+)/([^/]+)/", environ.get("HTTP_AUTHORIZATION", ""))
        if not signed:
            return None
        region, name = signed.groups()
        for service in self.by_signing_name.get(name, []):
            if service == "s3control" and not environ["PATH_INFO"].startswith("/v20180820/"):
                continue
            if service in self.routes:
                if found := self._route(environ, service):
                    return region, service, *found
            elif target := environ.get("HTTP_X_AMZ_TARGET"):
                return region, service, target.split(".")[-1], {}
            else:
                form = urllib.parse.parse_qs(read_body(environ).decode("utf-8", "replace"))
                if "Action" in form:
                    return region, service, form["Action"][0], {}
        return None

    def _route(self, environ, service):
        keys = query_of(environ)
        path = urllib.parse.quote(environ["PATH_INFO"], safe="/:%@$~+").rstrip("/") or "/"
        for method, pattern, query, op in self.routes[service]:
            if method != environ["REQUEST_METHOD"] or not (found := pattern.match(path)):
                continue
            if query and any(part.split("=")[0] not in keys for part in query.split("&")):
                continue
            return op, {k: urllib.parse.unquote(v) for k, v in found.groupdict().items()}
        return None

    @staticmethod
    def name(environ):
        """What a log calls the request, whether or not its service has handlers: operation, method, path."""
        form = urllib.parse.parse_qs(read_body(environ)[:4000].decode("utf-8", "replace"))
        op = environ.get("HTTP_X_AMZ_TARGET") or form.get("Action", [""])[0]
        return f"{op} {environ['REQUEST_METHOD']} {environ['PATH_INFO']} {environ.get('QUERY_STRING', '')}".strip()

    def params(self, environ, service, op, url):
        """The call's parameters, by the operation's model."""
        body = read_body(environ)
        request = Request(dict(environ, **{"wsgi.input": io.BytesIO(body)}))
        parser = PROTOCOL_PARSERS[self.protocol(service, environ)]
        parsed = parser(self.models[service].operation_model(op), map_type=dict).parse(
            {
                "method": request.method,
                "values": request.values,
                "headers": request.headers,
                "body": body,
                "url_path": request.path,
                "url_params": url,
            }
        )
        return parsed or {}

    def protocol(self, service, environ):
        """The protocol the caller speaks: some services answer in more than one."""
        content = environ.get("CONTENT_TYPE", "")
        if "x-www-form-urlencoded" in content:
            return "ec2" if service == "ec2" else "query"
        if "x-amz-json" in content:
            return "json"
        return self.models[service].metadata["protocol"]

    def parse(self, environ, service, op, status, headers, body):
        """Moto's answer as the modelled dict."""
        shape = self.models[service].operation_model(op).output_shape
        if not shape:
            return {}
        parser = parsers.create_parser(self.protocol(service, environ))
        out = parser.parse({"body": body, "headers": headers, "status_code": status}, shape)
        out.pop("ResponseMetadata", None)
        return out

    def answer(self, environ, service, op, result):
        """A modelled dict as (status, headers, body)."""
        serializer = get_serializer_class(service, self.protocol(service, environ))
        model = self.models[service].operation_model(op)
        made = serializer(operation_model=model, pretty_print=False).serialize(result)
        body = made["body"]
        return made["status_code"], dict(made["headers"]), body.encode() if isinstance(body, str) else body or b""

    def error(self, environ, service, code, msg, status):
        """An error as (status, headers, body), in the caller's protocol."""
        if service:
            protocol = self.protocol(service, environ)
        else:
            is_json = environ.get("HTTP_X_AMZ_TARGET") or "json" in environ.get("CONTENT_TYPE", "")
            protocol = "json" if is_json else "xml"
        if "json" in protocol:
            headers = {"Content-Type": "application/x-amz-json-1.1", "x-amzn-errortype": code}
            return status, headers, json.dumps({"__type": code, "code": code, "message": msg}).encode()
        detail = f"<Code>{code}</Code><Message>{msg}</Message>"
        if protocol == "ec2":
            body = f"<Response><Errors><Error>{detail}</Error></Errors><RequestID>x</RequestID></Response>"
        else:
            error = f"<Error><Type>Sender</Type>{detail}</Error>"
            body = f"<ErrorResponse>{error}<RequestId>x</RequestId></ErrorResponse>"
        return status, {"Content-Type": "text/xml"}, body.encode()
