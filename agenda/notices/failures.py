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


TEMPORARY = range(400, 500)  # as SMTP counts its answers


def failure_of(error: Exception) -> Notice.Failure:
    """Return what an error means; what no mail server or network raises is of our own making."""
    if any(code in TEMPORARY for code in answers(error)):
        return Notice.Failure.TRY_LATER
    found = (failure for kinds, failure in FAILURES if isinstance(error, kinds))
    return next(found, Notice.Failure.NOT_WRITTEN)


def answers(error: Exception) -> list[int]:
    """Return the codes with which a mail server answered; none where it didn't."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return [code for code, _text in error.recipients.values()]
    return [error.smtp_code] if isinstance(error, smtplib.SMTPResponseException) else []
