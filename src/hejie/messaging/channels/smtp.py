"""Mail by SMTP, set up by `HEJIE_SMTP_*`. The message id is the Message-ID, so a mail server can drop a repeat."""

from __future__ import annotations

import smtplib
from http import HTTPStatus

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from hejie.messaging.channels import DeliveryFailed, Parcel, channels

BACKEND = "django.core.mail.backends.smtp.EmailBackend"
TIMEOUT_SECONDS = 8


class Smtp:
    """One plain-text mail a message."""

    def deliver(self, parcel: Parcel) -> None:
        """Hand the parcel to the mail server."""
        domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
        headers = {"Message-ID": f"<{parcel.id}@{domain}>"}
        mail = EmailMessage(parcel.subject, parcel.text, to=[parcel.address], headers=headers)
        try:
            mail.connection = get_connection(BACKEND, timeout=TIMEOUT_SECONDS)
            mail.send()
        except smtplib.SMTPRecipientsRefused as error:
            codes = {code for code, _ in error.recipients.values()}
            raise DeliveryFailed("smtp_recipient", is_final=min(codes) >= HTTPStatus.INTERNAL_SERVER_ERROR) from None
        except (smtplib.SMTPException, OSError) as error:
            raise DeliveryFailed(f"smtp_{type(error).__name__}") from None


channels.add("smtp", Smtp())
