"""Submitted forms, rate limits and cache versions."""

from django.db import models


class SubmittedForm(models.Model):
    """The one-time key of a form that was accepted, so that sending it twice counts once."""

    key = models.CharField(max_length=40, unique=True)
    location = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.key


class RateLimit(models.Model):
    """Attempts counted for one scope and one hashed key. See ``rate_limits``."""

    # What is counted: "contact", "sign_in_network".
    scope = models.CharField(max_length=40)
    key = models.CharField(max_length=64)
    count = models.PositiveIntegerField(default=0)
    until = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scope", "key"], name="one_rate_limit_per_key"
            )
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.count}"


class CacheVersion(models.Model):
    """The current version of what is cached under a name. See ``cache_versions``."""

    name = models.CharField(max_length=40, unique=True)
    value = models.CharField(max_length=22)

    def __str__(self) -> str:
        return f"{self.name} {self.value}"
