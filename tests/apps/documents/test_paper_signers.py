"""The contract every signer meets, and what the installation's own authority keeps."""

from __future__ import annotations

import hashlib
import io
import stat
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from asn1crypto import tsp
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.timestamps import DummyTimeStamper

from hejie.documents.kinds import KINDS
from hejie.documents.queries import preview_paper
from hejie.documents.records import Office
from hejie.documents.signers import SIGNERS, Signer
from hejie.documents.signers._authority import Authority
from hejie.documents.signers._sealing import InstallationSigner
from hejie.documents.verify import EDIT_APPENDED, NOT_OUR_SIGNER, read_signatures

OFFICE = Office("云青市市场监督管理局", "云青市监")
WHEN = datetime(2026, 9, 19, 3, 8, tzinfo=UTC)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    kind = KINDS["acceptance_decision"]
    return preview_paper(kind=kind.key, office=OFFICE, data=kind.sample, on=WHEN)


@pytest.fixture(params=list(SIGNERS))
def signer(request: pytest.FixtureRequest, settings: Any) -> Signer:
    settings.SIGNER = request.param
    return SIGNERS[request.param]()


def test_a_signature_holds_and_bears_name_reason_and_time(signer: Signer, pdf: bytes) -> None:
    sealed = signer.seal(pdf, signer_name=OFFICE.name, reason="盖章：投诉受理决定书", now=WHEN)
    (report,) = read_signatures(sealed) or ()
    (embedded,) = PdfFileReader(io.BytesIO(sealed)).embedded_signatures
    assert (report.ok, report.signer, report.at) == (True, OFFICE.name, WHEN)
    assert embedded.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert embedded.sig_object["/Reason"] == "盖章：投诉受理决定书"
    assert embedded.self_reported_timestamp == WHEN
    assert sealed.startswith(pdf)


def test_the_field_of_a_signature_keeps_the_file_archival(signer: Signer, pdf: bytes) -> None:
    """PDF/A: printed, never hidden; PDF/UA: outside the page, since it has no words."""
    sealed = signer.seal(pdf, signer_name=OFFICE.name, reason="盖章", now=WHEN)
    (embedded,) = PdfFileReader(io.BytesIO(sealed)).embedded_signatures
    hidden, printed = 2, 4
    assert embedded.sig_field["/F"] & printed
    assert not embedded.sig_field["/F"] & hidden
    assert all(float(edge) < 0 for edge in embedded.sig_field["/Rect"])


def test_signatures_add_up_and_all_hold(signer: Signer, pdf: bytes) -> None:
    for name in ("和解在线消费纠纷平台", "和解在线消费纠纷平台", OFFICE.name):
        pdf = signer.seal(pdf, signer_name=name, reason="签署", now=WHEN)
    reports = read_signatures(pdf) or ()
    assert [report.ok for report in reports] == [True, True, True]
    assert reports[-1].signer == OFFICE.name


def test_an_office_with_a_long_name_signs_too(signer: Signer, pdf: bytes) -> None:
    """A certificate has room for 21 characters of three bytes; the whole name stands on the paper."""
    long = "云青市澄湖经济技术开发区市场监督管理局消费者权益保护分局"
    (report,) = read_signatures(signer.seal(pdf, signer_name=long, reason="盖章", now=WHEN)) or ()
    assert (report.ok, report.signer) == (True, long[:21])


def test_a_certificate_of_any_size_has_room(pdf: bytes, settings: Any, tmp_path: Path) -> None:
    """An operator may put certificates of another authority into the folder; they say more of themselves."""
    settings.PKI = tmp_path
    authority, key = Authority(tmp_path), ec.generate_private_key(ec.SECP256R1())
    issuer, like = authority.root(), authority.named("另一个").certificate
    usage = like.extensions.get_extension_for_class(x509.KeyUsage).value
    names = x509.SubjectAlternativeName([x509.DNSName(f"window-{n}.hejie.example") for n in range(150)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, OFFICE.name)]))
        .issuer_name(issuer.certificate.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(like.not_valid_before_utc)
        .not_valid_after(like.not_valid_after_utc)
        .add_extension(usage, critical=True)
        .add_extension(names, critical=False)
        .sign(issuer.key, hashes.SHA256())
    )
    pem = tmp_path / "names" / f"{hashlib.sha256(OFFICE.name.encode()).hexdigest()[:24]}.pem"
    pem.write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()) + certificate.public_bytes(Encoding.PEM)
    )
    sealed = SIGNERS["installation"]().seal(pdf, signer_name=OFFICE.name, reason="盖章", now=WHEN)
    (report,) = read_signatures(sealed) or ()
    assert report.ok
    (embedded,) = PdfFileReader(io.BytesIO(sealed)).embedded_signatures
    assert embedded.signer_cert.dump() == certificate.public_bytes(Encoding.DER)


def test_a_signer_knows_its_roots(signer: Signer) -> None:
    assert all(root.ca for root in signer.signing_roots())
    assert signer.stamping_roots()


def test_another_authority_is_not_trusted_whatever_name_it_writes(
    signer: Signer, pdf: bytes, forger: InstallationSigner
) -> None:
    forged = forger.seal(pdf, signer_name=OFFICE.name, reason="盖章", now=WHEN)
    (report,) = read_signatures(forged) or ()
    assert (report.ok, report.ours, report.why) == (False, False, NOT_OUR_SIGNER)


def test_keys_are_for_the_owner_only_and_stay_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "pki"
    first = Authority(folder)
    made = [first.root(), first.stamper(), first.named(OFFICE.name)]
    again = Authority(folder)
    kept = [again.root(), again.stamper(), again.named(OFFICE.name)]
    files = list(folder.rglob("*.pem"))
    assert [one.certificate for one in kept] == [one.certificate for one in made]
    assert len(files) == 3
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert {stat.S_IMODE(path.stat().st_mode) for path in (folder, folder / "names")} == {0o700}


def test_processes_that_start_at_once_end_up_with_one_authority(tmp_path: Path) -> None:
    roots, start = [], threading.Barrier(8)

    def process() -> None:
        authority = Authority(tmp_path / "pki")
        start.wait()
        roots.append(authority.named(OFFICE.name).certificate)

    threads = [threading.Thread(target=process) for _n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(roots) == 8
    assert len(set(roots)) == 1
    assert not list((tmp_path / "pki").rglob(".*"))


@pytest.fixture
def tsa(forger: InstallationSigner) -> Iterator[tuple[str, Authority, datetime]]:
    """A time-stamping service of somebody else, speaking RFC 3161 over HTTP; its clock is an hour ahead."""
    authority, clock = forger.authority, WHEN + timedelta(hours=1)
    own = authority.stamper()
    stamper = DummyTimeStamper(own.asn1_certificate, own.asn1_key, fixed_dt=clock)

    class Service(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            answer = stamper.request_tsa_response(tsp.TimeStampReq.load(body)).dump()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_values: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/", authority, clock
    server.shutdown()
    thread.join()
    server.server_close()


def test_an_outside_time_stamper_counts_once_its_root_is_trusted(
    tsa: tuple[str, Authority, datetime], pdf: bytes, settings: Any, tmp_path: Path
) -> None:
    url, authority, clock = tsa
    settings.PKI, settings.TSA_URL = tmp_path / "own", url
    sealed = SIGNERS["installation"]().seal(pdf, signer_name=OFFICE.name, reason="盖章", now=WHEN)
    (before,) = read_signatures(sealed) or ()
    assert (before.ok, before.at) == (False, None)

    trusted = tmp_path / "own" / "stamping-roots"
    trusted.mkdir()
    pem = (authority.folder / "root.pem").read_text()
    (trusted / "tsa.pem").write_text(pem[pem.index("-----BEGIN CERTIFICATE") :])
    (after,) = read_signatures(sealed) or ()
    assert (after.ok, after.at) == (True, clock)


def test_a_time_stampers_root_does_not_make_its_signatures_ours(
    tsa: tuple[str, Authority, datetime], pdf: bytes, settings: Any, tmp_path: Path
) -> None:
    _url, authority, _clock = tsa
    settings.PKI = tmp_path / "own"
    (tmp_path / "own" / "stamping-roots").mkdir(parents=True)
    pem = (authority.folder / "root.pem").read_text()
    (tmp_path / "own" / "stamping-roots" / "tsa.pem").write_text(pem[pem.index("-----BEGIN CERTIFICATE") :])
    forged = InstallationSigner(authority.folder).seal(pdf, signer_name=OFFICE.name, reason="盖章", now=WHEN)
    (report,) = read_signatures(forged) or ()
    assert (report.ok, report.why) == (False, NOT_OUR_SIGNER)
    assert report.why != EDIT_APPENDED
