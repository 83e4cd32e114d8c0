"""``entremise read_bounce``: give the platform a mail that came back, or a complaint.

The mail server that receives them calls it, with the mail on the standard input.
"""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from entremise.foundation.outbox.mail_reports import store_bounce


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        if store_bounce(sys.stdin.buffer.read()):
            self.stdout.write("A mail of ours came back: its address is written down.")
        else:
            self.stdout.write("This mail says nothing final about a mail of ours.")
