"""The installation's own certificate authority: made on first use under var/pki, keys readable by the owner only.

root.pem signs stamp.pem (the time-stamper) and one certificate per name that seals, in names/. Each file holds key and
certificate together and is linked into place whole, so two processes that start at once end up with the same one.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

STAMP_KEY_BITS = 3072  # the time-stamper of pyHanko knows RSA only; all others are P-256, which is faster to load
# Wide, because papers of earlier years are sealed when a register is taken over, and are to verify for decades.
VALID_FROM = datetime(2020, 1, 1, tzinfo=UTC)
VALID_TO = datetime(2049, 12, 31, tzinfo=UTC)
LONGEST_NAME = 64  # bytes of a common name: X.520 counts characters, who reads certificates often bytes

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


@dataclass(frozen=True, slots=True)
class Identity:
    """A key with its certificate."""

    key: Key
    certificate: x509.Certificate

    @property
    def asn1_certificate(self) -> asn1_x509.Certificate:
        return asn1_x509.Certificate.load(self.certificate.public_bytes(serialization.Encoding.DER))

    @property
    def asn1_key(self) -> asn1_keys.PrivateKeyInfo:
        der = self.key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return asn1_keys.PrivateKeyInfo.load(der)


class Authority:
    """The certificates of one folder. Reads what is there, makes what is missing, keeps both in memory."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._known: dict[str, Identity] = {}

    def root(self) -> Identity:
        return self._identity("root.pem", "Hejie Root", None)

    def stamper(self) -> Identity:
        return self._identity("stamp.pem", "Hejie Time Stamp", ExtendedKeyUsageOID.TIME_STAMPING)

    def named(self, name: str) -> Identity:
        """Identity that signs in one name, e.g. 云青市市场监督管理局."""
        file = hashlib.sha256(name.encode()).hexdigest()[:24]
        return self._identity(f"names/{file}.pem", name, ExtendedKeyUsageOID.EMAIL_PROTECTION)

    def trusted(self, folder: str) -> list[asn1_x509.Certificate]:
        """The own root, and what an operator put into `folder`: earlier roots, the roots of an outside time-stamper."""
        added = [pem for path in sorted((self.folder / folder).glob("*.pem")) for pem in _certificates(path)]
        return [self.root().asn1_certificate, *added]

    def _identity(self, file: str, name: str, usage: x509.ObjectIdentifier | None) -> Identity:
        if file not in self._known:
            path = self.folder / file
            if not path.exists():
                issuer = None if usage is None else self.root()
                _write_once(path, _make(name, usage, issuer))
            self._known[file] = _read(path)
        return self._known[file]


def _make(name: str, usage: x509.ObjectIdentifier | None, issuer: Identity | None) -> Identity:
    """A new key and certificate; a root (no issuer) signs itself and may issue, others may only sign."""
    key = _new_key(usage)
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
            x509.NameAttribute(NameOID.COMMON_NAME, _shortened(name)),
        ]
    )
    signing_key = issuer.key if issuer else key
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(VALID_FROM)
        .not_valid_after(VALID_TO)
        .add_extension(
            x509.BasicConstraints(ca=issuer is None, path_length=0 if issuer is None else None), critical=True
        )
        .add_extension(_key_usage(is_root=issuer is None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signing_key.public_key()), critical=False)
    )
    if usage is not None:
        builder = builder.add_extension(
            x509.ExtendedKeyUsage([usage]), critical=usage == ExtendedKeyUsageOID.TIME_STAMPING
        )
    return Identity(key, builder.sign(signing_key, hashes.SHA256()))


def _shortened(name: str) -> str:
    return name.encode()[:LONGEST_NAME].decode(errors="ignore")


def _new_key(usage: x509.ObjectIdentifier | None) -> Key:
    if usage == ExtendedKeyUsageOID.TIME_STAMPING:
        return rsa.generate_private_key(public_exponent=65537, key_size=STAMP_KEY_BITS)
    return ec.generate_private_key(ec.SECP256R1())


def _key_usage(*, is_root: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not is_root,
        content_commitment=not is_root,
        key_cert_sign=is_root,
        crl_sign=is_root,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _write_once(path: Path, identity: Identity) -> None:
    """Put key and certificate into place unless another process was first."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = identity.key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    draft.touch(mode=0o600)
    draft.write_bytes(key + identity.certificate.public_bytes(serialization.Encoding.PEM))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _read(path: Path) -> Identity:
    """As it was made here; looking for primes again would take longer than a whole seal."""
    pem = path.read_bytes()
    key = serialization.load_pem_private_key(pem, None, unsafe_skip_rsa_key_validation=True)
    if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise TypeError(f"{path.name} holds a key of another kind")
    return Identity(key, x509.load_pem_x509_certificate(pem))


def _certificates(path: Path) -> list[asn1_x509.Certificate]:
    found = x509.load_pem_x509_certificates(path.read_bytes())
    return [asn1_x509.Certificate.load(one.public_bytes(serialization.Encoding.DER)) for one in found]
