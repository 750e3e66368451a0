"""The demo stays away from a platform of real people."""

import pytest

from kring.core.people.models import Person
from kring.core.refused import Refused
from kring.project.commands.demo import furnish


@pytest.mark.parametrize("fresh", [False, True])
def test_a_platform_of_real_people_is_left_alone(cast, fresh):
    with pytest.raises(Refused, match="already"):
        furnish(fresh=fresh)
    assert Person.objects.filter(handle="outsider").exists()
