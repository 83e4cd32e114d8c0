"""Forms already submitted, rates of requests and versions of what is cached."""

from django.db import models


class SubmittedForm(models.Model):
    """A form that was accepted, by the one-time key in its page: sent twice, it does one thing."""

    key = models.CharField(max_length=40, unique=True)
    location = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.key


class RateLimit(models.Model):
    """How often somebody did something lately: one row per bucket and (hashed) key. See
    ``limits``.
    """

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
    """A word that changes whenever what it is named after changes. See ``stamps``."""

    name = models.CharField(max_length=40, unique=True)
    value = models.CharField(max_length=22)

    def __str__(self) -> str:
        return f"{self.name} {self.value}"
