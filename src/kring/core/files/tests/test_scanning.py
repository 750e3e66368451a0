"""The virus scanner: asked by its own protocol, and what is done where it finds something or can't be asked."""

import json
import socketserver
import struct
import threading
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kring.core.activity import fanout
from kring.core.activity.models import Event
from kring.core.files import scanning
from kring.core.files.models import File, Scan
from kring.core.notify.models import Notification

pytestmark = pytest.mark.django_db
EICAR = (
    b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
)  # harmless: what all scanners find


class Clamd(socketserver.BaseRequestHandler):
    """As much of clamd as answers INSTREAM."""

    def handle(self):
        stream = self.request.makefile("rb")
        assert stream.read(10) == b"zINSTREAM\0"
        seen = b""
        while size := struct.unpack(">I", stream.read(4))[0]:
            seen += stream.read(size)
        words = b"INSTREAM size limit exceeded. ERROR" if len(seen) > 500_000 else (
            b"stream: Eicar-Test-Signature FOUND" if b"EICAR" in seen else b"stream: OK")  # fmt: skip
        self.request.sendall(words + b"\0")


@pytest.fixture(params=["tcp", "unix"])
def clamd(request, settings, tmp_path):
    if request.param == "tcp":
        server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Clamd)
        address = f"clamd://127.0.0.1:{server.server_address[1]}"
    else:
        address = str(tmp_path / "clamd.sock")
        server = socketserver.ThreadingUnixStreamServer(address, Clamd)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    settings.CONFIG = replace(settings.CONFIG, clamd=address)
    yield
    server.shutdown()
    server.server_close()


def send(cast, data: bytes, name="notes.txt"):
    answer = cast.client("member").post("/files/", {"file": SimpleUploadedFile(name, data)})
    return answer.status_code, json.loads(answer.content)


def test_what_is_found_is_refused_and_told_to_managers(cast, clamd):
    status, said = send(cast, EICAR)
    assert status == 422 and "Eicar-Test-Signature" in said["error"]
    assert not File.objects.filter(owner=cast.member, name="notes.txt").exists()
    assert Event.objects.filter(verb="files.infected", actor=cast.member).count() == 1
    fanout.fan_out(Event.objects.get(verb="files.infected").pk)
    assert set(
        Notification.objects.filter(causes__event__verb="files.infected").values_list(
            "person__handle", flat=True
        )
    ) == {"manager"}
    status, said = send(cast, b"harmless")
    assert status == 201 and File.objects.get(pk=said["id"]).scan == Scan.CLEAN


def test_a_file_waits_until_the_scanner_can_be_asked(cast, settings, tmp_path):
    settings.CONFIG = replace(settings.CONFIG, clamd=str(tmp_path / "nobody.sock"))
    status, said = send(cast, EICAR)
    file = File.objects.get(pk=said["id"])
    assert status == 201 and file.scan == Scan.WAITING
    answer = cast.client("member").get(file.url)
    assert answer.status_code == 403 and "checked for viruses" in answer.content.decode()
    assert scanning.ask_again() == 0
    address = str(tmp_path / "clamd.sock")
    with socketserver.ThreadingUnixStreamServer(address, Clamd) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        settings.CONFIG = replace(settings.CONFIG, clamd=address)
        assert scanning.ask_again() == 1
        server.shutdown()
    answer = cast.client("member").get(file.url)
    assert answer.status_code == 403 and "found something" in answer.content.decode()


def test_what_the_scanner_could_not_read_waits(cast, clamd):
    assert File.objects.get(pk=send(cast, b"x" * 600_000)[1]["id"]).scan == Scan.WAITING


def test_without_a_scanner_nothing_is_asked(cast):
    assert File.objects.get(pk=send(cast, EICAR)[1]["id"]).scan == Scan.UNASKED
    assert scanning.ask_again() == 0
