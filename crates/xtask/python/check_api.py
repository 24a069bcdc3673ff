"""Checks the API's document against the API itself, once for each role that may ask.

`cargo xtask test` runs it. The document has to be valid OpenAPI; and whatever schemathesis sends, for whomever, the server
answers with a status, a type and a shape that the document knows, and never with a fault of its own.

    check_api.py SERVER CONTENT DIST
"""

import json
import os
import subprocess
import sys
import tempfile
import urllib.request

from openapi_spec_validator import validate

PASSPHRASE = "一句很长很长的口令 2026"
# These end what the others need, or do not end at all; `tests/http/permissions.rs` asks for them.
LEFT_OUT = ["sign_out", "leave", "queue_events"]
CHECKS = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
]


class Person:
    """A browser with at most one cookie."""

    def __init__(self, url):
        self.url, self.cookie = url, None

    def post(self, path, body):
        headers = {"content-type": "application/json", "origin": self.url}
        if self.cookie:
            headers["cookie"] = self.cookie
        request = urllib.request.Request(self.url + path, json.dumps(body).encode(), headers)
        with urllib.request.urlopen(request, timeout=30) as answer:
            cookie = answer.headers.get("set-cookie")
            if cookie:
                self.cookie = cookie.split(";")[0]
            return json.load(answer)

    def join(self, code, name):
        named = {"name": name, "passphrase": PASSPHRASE} if name else {"device": os.urandom(32).hex()}
        self.post("/api/join", {"code": code} | named)


def people(url, admin_link):
    """Somebody of each role."""
    admin, secretary, member = Person(url), Person(url), Person(url)
    admin.join(admin_link.rsplit("#", 1)[1], "试验管理员")
    branch = admin.post("/api/desk/branches", {"name": "试验支部"})["id"]
    invite = {"count": 1, "branch": branch, "days": 7}
    for person, role, name in [(secretary, "secretary", "试验书记"), (member, "member", None)]:
        code = admin.post("/api/desk/invites", invite | {"role": role})["invites"][0]["code"]
        person.join(code, name)
    return {"anonymous": Person(url), "member": member, "secretary": secretary, "admin": admin}


def run_as(person, url):
    """Whether schemathesis finds nothing."""
    command = [sys.executable, "-c", "from schemathesis.cli import schemathesis; schemathesis()"]
    command += ["run", f"{url}/api/openapi.json", "--url", url, "--checks", ",".join(CHECKS)]
    command += ["--phases", "examples,coverage,fuzzing", "--max-examples", "5", "--generation-deterministic"]
    command += ["--request-timeout", "20", "--warnings", "off", "--no-color", "-H", f"Origin: {url}"]
    for name in LEFT_OUT:
        command += ["--exclude-operation-id", name]
    if person.cookie:
        command += ["-H", f"Cookie: {person.cookie}"]
    return subprocess.run(command, check=False).returncode == 0


def main():
    server, content, dist = sys.argv[1:]
    with tempfile.TemporaryDirectory() as data:
        command = [server, "serve", "--listen", "127.0.0.1:0", "--data-dir", data, "--content-dir", content]
        settings = os.environ | {"NUANXIN_RATE_LIMIT": "off", "NUANXIN_BROTLI": "1", "NUANXIN_LOG": "error"}
        process = subprocess.Popen(command + ["--dist", dist], stdout=subprocess.PIPE, text=True, env=settings)
        try:
            url, link = process.stdout.readline().strip(), process.stdout.readline().strip()
            with urllib.request.urlopen(f"{url}/api/openapi.json", timeout=30) as answer:
                validate(json.load(answer))
            wrong = []
            for role, person in people(url, link).items():
                print(f"-- as {role}", flush=True)
                if not run_as(person, url):
                    wrong.append(role)
        finally:
            process.terminate()
            process.wait()
    if wrong:
        sys.exit(f"the API does not do what its document says, as {', '.join(wrong)}")


main()
