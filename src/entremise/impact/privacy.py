"""Goals are numbers: nothing of anybody is kept here."""

from entremise.foundation.kit.privacy import Field

FIELDS: dict[str, Field] = {}
NOT_PERSONAL = {"Target.indicator": "which figure the goal is for"}
