"""What managers and hosts switched; only deviations from the manifests' defaults are stored."""

from django.db import models


class Platform(models.TextChoices):
    OFF = "off"
    AVAILABLE = "available"
    ON = "on"
    ALWAYS = "always"


class InGroup(models.TextChoices):
    ON = "on"
    OFF = "off"


class PlatformSwitch(models.Model):
    feature = models.SlugField(primary_key=True)
    state = models.CharField(max_length=9, choices=Platform)


class GroupSwitch(models.Model):
    """A group's own choice; no row means that it inherits the platform's."""

    group = models.ForeignKey("groups.Group", models.CASCADE, related_name="switches")
    feature = models.SlugField()
    state = models.CharField(max_length=3, choices=InGroup)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "feature"], name="one_switch_per_group")]


class Generation(models.Model):
    """One row; its number moves with every change that cached pages of all people depend on."""

    number = models.PositiveBigIntegerField(default=1)
