from kring.tools.sources.tests.feeds import website  # noqa: F401, a fixture
from tests.notified import calm  # noqa: F401, a fixture
