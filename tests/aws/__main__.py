"""Starts the local AWS: `python -m aws`, from the folder that holds this package.

It listens on a free loopback port, says `LISTENING <port>` on its standard output, and lives until its standard
input closes: a server cannot outlive the test that started it, however that test ends.
"""

import os
import sys
import threading

# Moto reads these when it is imported. AWS_ENDPOINT_URL is for its callers: moto itself would call itself.
os.environ.setdefault("MOTO_IAM_LOAD_MANAGED_POLICIES", "true")
os.environ.setdefault("MOTO_ACM_VALIDATION_WAIT", "0")
os.environ.pop("AWS_ENDPOINT_URL", None)

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app  # noqa: E402
from werkzeug.serving import WSGIRequestHandler, make_server  # noqa: E402

from .dispatch import LocalAws  # noqa: E402
from .registry import PATCHES  # noqa: E402


class Quiet(WSGIRequestHandler):
    """Leaves the log to the application, which says refusals only, not thousands of reads."""

    def log_request(self, code="-", size="-"):
        pass


def leave_with_the_starter():
    """Ends this process once nobody holds the other end of its standard input."""
    sys.stdin.buffer.read()
    os._exit(0)


def main():
    """Mends moto, listens, says where, and serves."""
    for mend in PATCHES:
        mend()
    moto = DomainDispatcherApplication(create_backend_app)
    moto.debug = True
    server = make_server("127.0.0.1", 0, LocalAws(moto), threaded=True, request_handler=Quiet)
    os.environ["MOTO_PORT"] = str(server.server_port)
    threading.Thread(target=leave_with_the_starter, daemon=True).start()
    print("LISTENING", server.server_port, flush=True)
    server.serve_forever()


main()
