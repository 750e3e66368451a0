"""A way to push services that looks up a name once, checks what it leads to, and connects to just that: a name that answers otherwise a
moment later (DNS rebinding) leads nowhere else. No redirects, no proxies, and nothing of the answer but its head is read, for some seconds
in all: whoever says it letter by letter would hold up everybody's messages."""

import socket
import threading
from contextlib import suppress

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import NewConnectionError
from urllib3.poolmanager import PoolManager

from kring.core.push.endpoints import addresses

SECONDS = 10
TRIED = 3  # addresses of a name


class _Checked:
    def _new_conn(self):
        problem: OSError | None = None
        try:
            for address in addresses(self._dns_host, self.port)[:TRIED]:
                try:
                    return socket.create_connection((address, self.port), timeout=SECONDS)
                except OSError as error:
                    problem = error
        except OSError as error:
            problem = error
        raise NewConnectionError(self, f"no way to {self._dns_host}: {problem}")

    def getresponse(self):
        late = threading.Timer(SECONDS, self._hang_up)
        late.start()
        try:
            return super().getresponse()
        finally:
            late.cancel()

    def _hang_up(self) -> None:
        with suppress(OSError, AttributeError):  # it is closed already
            self.sock.shutdown(socket.SHUT_RDWR)


class _Http(_Checked, HTTPConnection):
    pass


class _Https(_Checked, HTTPSConnection):
    pass


class _HttpPool(HTTPConnectionPool):
    ConnectionCls = _Http


class _HttpsPool(HTTPSConnectionPool):
    ConnectionCls = _Https


class _Adapter(HTTPAdapter):
    def init_poolmanager(self, *args, **kwargs):
        super().init_poolmanager(*args, **kwargs)
        pools: PoolManager = self.poolmanager
        pools.pool_classes_by_scheme = {"http": _HttpPool, "https": _HttpsPool}


class Direct(requests.Session):
    """What pywebpush posts with."""

    def __init__(self):
        super().__init__()
        self.trust_env = False
        for scheme in ("https://", "http://"):
            self.mount(scheme, _Adapter(pool_maxsize=16))

    def request(self, method, url, **options):
        options |= {"allow_redirects": False, "stream": True, "timeout": SECONDS}
        response = super().request(method, url, **options)
        response._content = b""
        response.close()
        return response
