"""What administrators set, and the history of it."""

from django.db import models

from entremise.foundation.kit.models import CodedModel


class StoredSetting(models.Model):
    """One value that is not the default: a setting, or a text in one language."""

    key = models.CharField(max_length=40)
    language = models.CharField(max_length=8, blank=True)  # empty: a setting
    value = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key", "language"], name="one_value_per_setting"
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.language}".strip()


class SettingChange(CodedModel):
    """Who changed what, from what to what. Rows are only added."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    actor_code = models.CharField(max_length=22, blank=True)
    key = models.CharField(max_length=40, db_index=True)
    language = models.CharField(max_length=8, blank=True)
    # empty: nothing was set. A file is told by its kind and size.
    old = models.TextField(blank=True)
    new = models.TextField(blank=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.key}"


class PublishedText(CodedModel):
    """A text in one version, as it was when people were asked to accept it. Never changed."""

    key = models.CharField(max_length=40)
    version = models.CharField(max_length=20)  # 2026-11-30, 2026-11-30-2
    words = models.JSONField()  # by language
    published_at = models.DateTimeField(auto_now_add=True)
    actor_code = models.CharField(max_length=22, blank=True)

    class Meta:
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["key", "version"], name="one_text_per_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.version}"
