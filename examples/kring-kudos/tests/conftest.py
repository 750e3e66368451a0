"""These tests need the package to be installed, as `tests/test_third_party.py` of Kring does for its run."""

from importlib.util import find_spec

collect_ignore_glob = [] if find_spec("kring_kudos") else ["test_*.py"]
