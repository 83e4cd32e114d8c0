"""No personal data: targets are numbers."""

from entremise.foundation.kit.privacy import PersonalField

FIELDS: dict[str, PersonalField] = {}
NOT_PERSONAL = {"Target.indicator": "which figure the goal is for"}
