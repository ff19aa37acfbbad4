"""A supervisor over two small real services, a process for test_supervise: a web server, and one that waits."""

from __future__ import annotations

import sys

from hejie.operate.services import Service
from hejie.operate.supervise import Supervisor, settle_ports

SERVE = """
import sys
from http.server import HTTPServer, SimpleHTTPRequestHandler
SimpleHTTPRequestHandler.log_message = lambda *values: None
server = HTTPServer(("127.0.0.1", int(sys.argv[1])), SimpleHTTPRequestHandler)
print("listening", flush=True)
server.serve_forever()
"""
WAIT = """
import os, sys
child = os.fork()
if child: print("pids", os.getpid(), child, flush=True)
import signal; signal.pause()
"""

if __name__ == "__main__":
    ports = settle_ports()
    services = [
        Service("web", (sys.executable, "-c", SERVE, str(ports.web))),
        Service("worker", (sys.executable, "-c", WAIT)),
    ]
    Supervisor(services, ports, var=None, welcome=lambda: f"open http://localhost:{ports.web}/").run()
