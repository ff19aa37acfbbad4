"""The default signer: the installation's own authority, and its own time-stamper unless `HEJIE_TSA_URL` names another.

Own certificates prove that a file is unchanged and came from this installation. They are not by themselves a reliable
electronic signature in the sense of the law; see docs/decisions/0011.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings

from hejie.documents.signers import SIGNERS, Signer


@SIGNERS.register("installation")
def installation() -> Signer:
    """The signer of the folder and time-stamper the settings name."""
    return _signer(Path(settings.PKI), settings.TSA_URL)


@cache
def _signer(folder: Path, tsa_url: str) -> Signer:
    from hejie.documents.signers._sealing import InstallationSigner

    return InstallationSigner(folder, tsa_url)
