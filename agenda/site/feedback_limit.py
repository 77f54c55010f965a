"""How much feedback may come in an hour, without remembering from where it came.

Of the sender's address only the number of a drawer is made, anew each hour: many addresses
share one, so that it leads back to none.
"""

from datetime import datetime, timedelta

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from agenda.models import Feedback

DRAWERS = 1024
MOST_PER_DRAWER = 40  # a whole delegation may write from one hotel
MOST_OF_ALL = 200
HOUR = timedelta(hours=1)


def is_too_much(request: HttpRequest, now: datetime) -> bool:
    """Count one sending, and tell whether it is one too many."""
    hour = f"{now:%Y-%m-%dT%H}"
    address = get_adapter().get_client_ip(request)
    made = salted_hmac("feedback", f"{hour} {address}", algorithm="sha256").digest()
    drawer = f"feedback-{hour}-{int.from_bytes(made) % DRAWERS}"
    cache.add(drawer, 0, HOUR.total_seconds())
    if cache.incr(drawer) > MOST_PER_DRAWER:
        return True
    return Feedback.objects.filter(written_at__gt=now - HOUR).count() >= MOST_OF_ALL
