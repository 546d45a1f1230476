"""The redirects from a permanent base, read by a real Apache, lead to the site."""

from __future__ import annotations

import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from pmgraph.errors import UsageError
from pmgraph.publish.htaccess import htaccess

BASE = "https://w3id.org/pmgraph"
SITE = "https://data.example.de/a%20b/agreements"
CONFIG = """ServerRoot "{folder}"
ServerName localhost
Listen 127.0.0.1:{port}
PidFile "{folder}/apache.pid"
ErrorLog "{folder}/error.log"
LoadModule mpm_event_module {modules}/mod_mpm_event.so
LoadModule authz_core_module {modules}/mod_authz_core.so
LoadModule rewrite_module {modules}/mod_rewrite.so
LoadModule headers_module {modules}/mod_headers.so
LoadModule negotiation_module {modules}/mod_negotiation.so
LoadModule autoindex_module {modules}/mod_autoindex.so
User nobody
Group nogroup
DocumentRoot "{folder}/www"
<Directory "{folder}/www">
  AllowOverride All
  Require all granted
</Directory>
"""
MODULES = Path("/usr/lib/apache2/modules")


@pytest.fixture(scope="module")
def apache() -> Iterator[int]:
    """The port of an Apache that has the folder of a project, as w3id.org has."""
    binary = shutil.which("apache2")
    if binary is None or not MODULES.is_dir():
        pytest.skip("Apache is not installed: apt-get install apache2")
    # Not below pytest's own folder, which no other user may enter: Apache reads the file as another.
    with tempfile.TemporaryDirectory(prefix="pmgraph-apache-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        project = folder / "www" / "pmgraph"
        project.mkdir(parents=True)
        (project / ".htaccess").write_text(htaccess(BASE, SITE), encoding="utf-8")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = int(free.getsockname()[1])
        config = folder / "apache.conf"
        config.write_text(CONFIG.format(folder=folder, port=port, modules=MODULES), encoding="utf-8")
        process = subprocess.Popen([binary, "-f", str(config), "-DFOREGROUND"], stderr=subprocess.PIPE, text=True)
        with process:
            try:
                until = time.monotonic() + 30
                while time.monotonic() < until:
                    with socket.socket() as probe:
                        if probe.connect_ex(("127.0.0.1", port)) == 0:
                            break
                    assert process.poll() is None, process.stderr.read() if process.stderr else ""
                    time.sleep(0.05)
                yield port
            finally:
                process.terminate()
                process.wait(timeout=30)


def ask(port: int, path: str, **headers: str) -> tuple[int, str | None, str | None]:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status, answer.getheader("Location"), answer.getheader("Access-Control-Allow-Origin")
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("path", "status", "there"),
    [
        ("/pmgraph/", 302, "/"),
        ("/pmgraph/id/agreement/st/2014/pakt", 303, "/doc/agreement/st/2014/pakt"),
        ("/pmgraph/id/rule/sign.participle", 303, "/doc/rule/sign.participle"),
        ("/pmgraph/doc/body/st.ttl", 302, "/doc/body/st.ttl"),
        ("/pmgraph/ns", 302, "/ns"),
        ("/pmgraph/voc/land", 302, "/voc/land"),
        ("/pmgraph/sparql?query=ASK%20%7B%7D&format=json", 302, "/sparql?query=ASK%20%7B%7D&format=json"),
        ("/pmgraph/release/2026-11-25/graph.nq", 302, "/release/2026-11-25/graph.nq"),
        ("/pmgraph/.well-known/void", 302, "/.well-known/void"),
    ],
)
def test_apache_leads_to_the_site(apache: int, path: str, status: int, there: str) -> None:
    assert ask(apache, path, Accept="text/turtle") == (status, f"{SITE}{there}", "*")


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("data.example.de", "is no address of a site"),
        ("https://data.example.de/?a=b", "has a query or a fragment"),
        ("https://w3id.org/pmgraph/", "would lead to itself"),
        ("https://w3id.org/pmgraph/site", "would lead to itself"),
    ],
)
def test_an_address_that_leads_nowhere_is_refused(address: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        htaccess(BASE, address)
