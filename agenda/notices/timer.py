"""A clock of the worker's own, which goes on whatever stands in the queue."""

import logging
import time
from collections.abc import Callable
from threading import Thread

from django.db import DatabaseError, close_old_connections

EVERY_SECONDS = 60
logger = logging.getLogger(__name__)


def every_minute(look: Callable[[], object]) -> None:
    """Do something now and every minute, in a thread that ends with its process."""
    Thread(target=go_on, args=[look], name="timer", daemon=True).start()


def go_on(look: Callable[[], object]) -> None:
    """Do something every minute for ever; a database that is away for a while ends nothing."""
    while True:
        close_old_connections()
        try:
            look()
        except DatabaseError:
            logger.exception("The timer could not look.")
        time.sleep(EVERY_SECONDS)
