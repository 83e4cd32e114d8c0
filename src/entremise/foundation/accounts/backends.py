from django.contrib.auth.backends import BaseBackend

from .models import User


class PasswordlessBackend(BaseBackend):
    """Loads the user of a session. It authenticates nobody: there are no passwords."""

    def get_user(self, user_id: int) -> User | None:
        return User.objects.filter(pk=user_id, is_active=True).first()
