"""A push service for tests: it checks who sends (VAPID) and opens what was sent with the keys of the browser it plays."""

import base64
import json
import os
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


def plain(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def raw(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class PushService:
    """`subscription("name")` is what a browser would give; `got` is [(name, payload, headers)]. `answers` (statuses) are given in turn, then 201."""

    def __init__(self):
        self.key, self.secret = ec.generate_private_key(ec.SECP256R1()), os.urandom(16)
        self.got, self.answers, self.retry_after = [], [], ""
        service = self

        class Desk(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status = service.answers.pop(0) if service.answers else 201
                if status == 201:
                    service.check(self.headers)
                    payload = http_ece.decrypt(
                        body, private_key=service.key, auth_secret=service.secret, version="aes128gcm"
                    )
                    service.got.append((self.path.strip("/"), json.loads(payload), dict(self.headers)))
                self.send_response(status)
                if service.retry_after:
                    self.send_header("Retry-After", service.retry_after)
                if status == 307:
                    self.send_header("Location", f"{service.url}/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def subscription(self, name: str) -> dict[str, str]:
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return {"endpoint": f"{self.url}/{name}", "p256dh": plain(point), "auth": plain(self.secret)}

    def check(self, headers) -> None:
        """The token is signed by the key that comes with it, for this service, and not for ever."""
        scheme, _space, rest = headers["Authorization"].partition(" ")
        parts = dict(part.strip().split("=", 1) for part in rest.split(","))
        head, claims, signature = parts["t"].split(".")
        point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw(parts["k"]))
        r, s = raw(signature)[:32], raw(signature)[32:]
        number = utils.encode_dss_signature(int.from_bytes(r, "big"), int.from_bytes(s, "big"))
        point.verify(number, f"{head}.{claims}".encode(), ec.ECDSA(SHA256()))
        told = json.loads(raw(claims))
        assert (
            scheme.lower() == "vapid"
            and told["aud"] == self.url
            and told["sub"].startswith(("https:", "mailto:"))
        )

    def close(self):
        self.server.shutdown()
        self.server.server_close()
