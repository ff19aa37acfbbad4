"""How the installation seals: pyHanko with its own keys. Loaded by the first paper, for it takes a while."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from asn1crypto import cms, core, x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import (
    InvisSigSettings,
    MDPPerm,
    SigFieldSpec,
    SigSeedSubFilter,
    enumerate_sig_fields,
)
from pyhanko.sign.general import as_signing_certificate
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.timestamps import DummyTimeStamper, HTTPTimeStamper, TimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore
from pyhanko_certvalidator.util import get_pyca_cryptography_hash

from hejie.documents.signers._authority import Authority, Identity

ROOM_FOR_OUTSIDE = 24_576  # hexadecimal digits; nobody knows how much an outside time-stamper has to say
SAID_BESIDE = 1_150  # bytes of a signature and its time stamp beside certificates and the two signed digests
ANSWER_SECONDS = 10


class InstallationSigner:
    """Signs with certificates issued by the authority of one folder."""

    def __init__(self, folder: Path, tsa_url: str = "") -> None:
        self.authority = Authority(folder)
        self.tsa_url = tsa_url

    def seal(self, pdf: bytes, *, signer_name: str, reason: str, now: datetime) -> bytes:
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        moment = now.astimezone(UTC)
        earlier = sum(1 for _field in enumerate_sig_fields(writer.prev, filled_status=True))
        field = f"Signature{earlier + 1}"
        details = PdfSignatureMetadata(
            field_name=field,
            md_algorithm="sha256",
            name=signer_name,
            reason=reason,
            subfilter=SigSeedSubFilter.PADES,
            certify=earlier == 0,  # the first says: from here on only signatures may be added
            docmdp_permissions=MDPPerm.FILL_FORMS,
        )
        signer = _DatedSigner(details, self._key_of(signer_name), self._stamper(moment), _field(field), moment)
        signed = signer.sign_pdf(writer, bytes_reserved=self._room(signer_name))
        return bytes(signed.getvalue())

    def signing_roots(self) -> Sequence[x509.Certificate]:
        return self.authority.trusted("signing-roots")

    def stamping_roots(self) -> Sequence[x509.Certificate]:
        return self.authority.trusted("stamping-roots")

    def _key_of(self, name: str) -> SimpleSigner:
        identity = self.authority.named(name)
        return SimpleSigner(identity.asn1_certificate, identity.asn1_key, cert_registry=self._chain())

    def _stamper(self, now: datetime) -> TimeStamper:
        if self.tsa_url:
            return HTTPTimeStamper(self.tsa_url, timeout=ANSWER_SECONDS)
        return _OwnStamper(self.authority.stamper(), self._chain(), now)

    def _room(self, name: str) -> int:
        """Hexadecimal digits kept for the signature, which saves pyHanko a trial run. Every reader goes through all.

        The root goes into signature and time stamp alike. A signed digest takes an eighth of an RSA key's bits, a
        quarter of an elliptic one's.
        """
        if self.tsa_url:
            return ROOM_FOR_OUTSIDE
        own, root, stamper = self.authority.named(name), self.authority.root(), self.authority.stamper()
        certificates = sum(len(one.asn1_certificate.dump()) for one in (own, root, stamper, root))
        return 2 * (certificates + own.key.key_size // 4 + stamper.key.key_size // 4 + SAID_BESIDE)

    def _chain(self) -> SimpleCertificateStore:
        """The root, which goes into every signature so that a reader can follow it up."""
        store = SimpleCertificateStore()
        store.register(self.authority.root().asn1_certificate)
        return store


def _field(name: str) -> SigFieldSpec:
    """An unseen field: printable as PDF/A wants it, outside the page as PDF/UA wants it."""
    return SigFieldSpec(name, invis_sig_settings=InvisSigSettings(set_print_flag=True, box_out_of_bounds=True))


class _OwnStamper(DummyTimeStamper):
    """pyHanko's stamper with the key as it lies in memory: loading it anew takes longer than the rest of a seal."""

    def __init__(self, own: Identity, chain: SimpleCertificateStore, now: datetime) -> None:
        super().__init__(own.asn1_certificate, own.asn1_key, certs_to_embed=chain, fixed_dt=now)
        self._own = own

    def _sign_tst_info(self, tst_info_data: bytes, md_algorithm: str, dt: datetime) -> tuple[bytes, cms.CMSAttributes]:
        digest = get_pyca_cryptography_hash(md_algorithm)
        message = hashes.Hash(digest)
        message.update(tst_info_data)
        values = {
            "content_type": "tst_info",
            "signing_time": cms.Time({"utc_time": core.UTCTime(dt)}),
            "signing_certificate": as_signing_certificate(self.tsa_cert),
            "message_digest": message.finalize(),
        }
        signed = cms.CMSAttributes([{"type": kind, "values": (value,)} for kind, value in values.items()])
        if not isinstance(self._own.key, rsa.RSAPrivateKey):
            raise TypeError("the key of the time-stamper is to be RSA")
        return self._own.key.sign(signed.dump(), PKCS1v15(), digest), signed


class _DatedSigner(PdfSigner):
    """pyHanko's signer with the time passed in instead of the clock of the machine."""

    def __init__(
        self, details: PdfSignatureMetadata, key: SimpleSigner, stamper: TimeStamper, field: SigFieldSpec, now: datetime
    ) -> None:
        super().__init__(details, key, timestamper=stamper, new_field_spec=field)
        self._now = now

    def init_signing_session(self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self._now
        return session
