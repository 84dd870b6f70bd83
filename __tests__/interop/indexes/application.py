"""application.py: the smallest index that says of files whether it has them, to run in gunicorn.

Its address is /KIND/COUNT/NUMBER/: each number is an index of its own, that answers COUNT of its uploads as KIND says, each third
one from the third on where COUNT is 4, else the first ones, and stores the others.
"""

import json
import re
import threading

LINES = "Invalid attestations supplied during upload: Malformed attestations: 1 error\n  Invalid JSON"
# As an application writes a message of several lines into a status, which Warehouse does.
STATUS = {
    "readable": "500 Internal Server Error",
    "lines": "500 Internal Server Error\n  in the database",
    "refused": f"400 {LINES}",
}

lock = threading.Lock()
indexes = {}


class Index:
    def __init__(self, count):
        self.left = count
        self.spread = count == 4
        self.files = {}
        self.running = 0
        self.uploads = []

    def fails(self):
        nth = len(self.uploads)
        if self.left == 0 or (self.spread and nth % 3 != 0):
            return False
        self.left -= 1
        return True


def upload(kind, index, body, start_response):
    with lock:
        index.running += 1
        index.uploads.append(index.running)
        fails = index.fails()
    try:
        name = re.search(rb'filename="([^"]+)"', body).group(1).decode()
        digest = re.search(rb'name="sha256_digest"\r\n\r\n([0-9a-f]{64})', body).group(1).decode()
        if fails and kind == "raised":
            raise RuntimeError("the database is away")
        if not fails:
            index.files[name] = digest
        status = STATUS[kind] if fails else "200 OK"
        start_response(status, [("Content-Type", "text/plain"), ("Content-Length", "0")])
        return [b""]
    finally:
        with lock:
            index.running -= 1


def page(index, project):
    files = [
        {"filename": name, "url": name, "hashes": {"sha256": digest}} for name, digest in index.files.items()
    ]
    return {"meta": {"api-version": "1.0"}, "name": project, "files": files, "uploads": index.uploads}


def application(environ, start_response):
    body = environ["wsgi.input"].read()
    path = re.fullmatch(r"(/([a-z]+)/(\d+)/\d+/)(?:simple/([^/]+)/)?", environ["PATH_INFO"])
    if path is None:
        start_response("404 Not Found", [("Content-Length", "0")])
        return [b""]
    address, kind, count, project = path.groups()
    with lock:
        index = indexes.setdefault(address, Index(int(count)))
    if environ["REQUEST_METHOD"] == "POST":
        return upload(kind, index, body, start_response)
    content = json.dumps(page(index, project)).encode()
    headers = [("Content-Type", "application/vnd.pypi.simple.v1+json"), ("Content-Length", str(len(content)))]
    start_response("200 OK", headers)
    return [content]
