"""What it means when a message could not be sent: for the desk, in the reader's language."""

import smtplib

from agenda.models import Notice

FAILURES = (
    (smtplib.SMTPRecipientsRefused, Notice.Failure.ADDRESS_REFUSED),
    ((smtplib.SMTPSenderRefused, smtplib.SMTPAuthenticationError), Notice.Failure.SENDER_REFUSED),
    ((smtplib.SMTPConnectError, smtplib.SMTPServerDisconnected), Notice.Failure.UNREACHABLE),
    (smtplib.SMTPException, Notice.Failure.REFUSED),
    (TimeoutError, Notice.Failure.TIMED_OUT),
    (OSError, Notice.Failure.UNREACHABLE),
)


def failure_of(error: Exception) -> Notice.Failure:
    """Return what an error means; what no mail server or network raises is of our own making."""
    found = (failure for kinds, failure in FAILURES if isinstance(error, kinds))
    return next(found, Notice.Failure.NOT_WRITTEN)
