"""The content security policy, as django-csp makes it; made once, for all the answers that change nothing about it."""

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings

OWN = ("_csp_config", "_csp_update", "_csp_replace", "_csp_exempt")


class Policy(CSPMiddleware):
    """Nobody here uses a nonce. A view that needs another policy uses django-csp's decorators, as always."""

    _made: tuple[object, str] = (None, "")

    def process_request(self, request):
        pass

    def process_response(self, request, response):
        if not response.__dict__.keys().isdisjoint(OWN):
            return super().process_response(request, response)
        rules = settings.CONTENT_SECURITY_POLICY
        if self._made[0] is not rules:
            self._made = (rules, build_policy())
        response.headers.setdefault(HEADER, self._made[1])
        return response
