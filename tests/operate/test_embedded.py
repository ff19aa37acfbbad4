"""The embedded server: made on first use, shared, stopped by its last user, and nothing lost when it is killed."""

from __future__ import annotations

import os
import re
import select
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from hejie.base import embedded
from hejie.base.doors import takes_socket
from hejie.base.unprivileged import EmbeddedServerError
from tests.eventually import eventually

pytestmark = pytest.mark.processes

HOLDER = """
import sys
from pathlib import Path
from hejie.base import embedded
with embedded.running(Path(sys.argv[1]), durable=False) as address:
    print(address, flush=True)
    sys.stdin.read()
"""


@pytest.fixture(scope="module")
def shared_var() -> Iterator[Path]:
    """A var folder in a path with a space and Chinese characters; its server is made once for all tests here."""
    with tempfile.TemporaryDirectory(prefix="hejie 测试-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)
        embedded.stop(Path(folder))


@pytest.fixture
def var(shared_var: Path) -> Iterator[Path]:
    yield shared_var
    embedded.stop(shared_var)


def holder(var: Path) -> subprocess.Popen[str]:
    """Another process that uses the server until its standard input closes."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(var)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    assert process.stdout.readline().startswith("postgresql://")
    return process


def leave(process: subprocess.Popen[str]) -> None:
    process.communicate("")
    assert process.returncode == 0


def kill_and_wait(pid: int) -> None:
    """SIGKILL to a process that is no child of ours, and back when it is gone."""
    handle = os.pidfd_open(pid)
    os.kill(pid, signal.SIGKILL)
    assert select.select([handle], [], [], 10)[0], "the process did not end"
    os.close(handle)


def is_running(var: Path) -> bool:
    return embedded.Server(var).is_running()


def one(address: str, query: str) -> object:
    with psycopg.connect(address) as connection:
        row = connection.execute(query).fetchone()  # type: ignore[call-overload]
        assert row
        return row[0]


def port_of(address: str) -> int:
    return int(psycopg.conninfo.conninfo_to_dict(address)["port"])


def test_asking_for_the_address_starts_and_writes_nothing(tmp_path: Path) -> None:
    assert embedded.address(tmp_path) == embedded.NOT_MADE
    assert list(tmp_path.iterdir()) == []


def test_the_application_owns_its_database_but_is_no_superuser(var: Path) -> None:
    with embedded.running(var, durable=False) as address:
        assert one(address, "SELECT current_user || '/' || current_database()") == "hejie/hejie"
        assert one(address, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") is False
        extensions = one(address, "SELECT array_agg(extname::text) FROM pg_extension")
        assert {*embedded.EXTENSIONS} <= {*extensions}  # type: ignore[misc]


def test_nobody_enters_without_the_password_or_as_superuser(var: Path) -> None:
    with embedded.running(var, durable=False) as address:
        for wrong in ({"password": "guess"}, {"password": ""}, {"user": "postgres"}):
            with pytest.raises(psycopg.OperationalError):
                psycopg.connect(address, **wrong)  # type: ignore[arg-type]


def test_it_is_spoken_to_through_a_socket_in_its_folder(var: Path) -> None:
    with embedded.running(var, durable=False) as address:
        assert psycopg.conninfo.conninfo_to_dict(address)["host"] == str(embedded.Server(var).home)
        assert one(address, "SELECT inet_server_addr() IS NULL") is True
        assert one(address, "SELECT current_setting('listen_addresses')") == "127.0.0.1"


def test_where_no_socket_can_lie_it_is_spoken_to_by_loopback(tmp_path: Path) -> None:
    deep = tmp_path / ("深" * 40)
    deep.mkdir()
    assert takes_socket(tmp_path / "s")
    assert not takes_socket(deep / "s")
    embedded.Server(tmp_path).folder.mkdir()
    embedded.Server(tmp_path).write_note(port=4321, has_socket=False)
    assert psycopg.conninfo.conninfo_to_dict(embedded.address(tmp_path))["host"] == "127.0.0.1"


def test_it_stops_when_the_last_user_leaves(var: Path) -> None:
    other = holder(var)
    with embedded.running(var, durable=False):
        leave(other)
        assert is_running(var)
    assert not is_running(var)


def test_a_user_that_was_killed_holds_nothing_back(var: Path) -> None:
    other = holder(var)
    other.kill()
    other.wait()
    assert is_running(var), "nobody was left to stop it"
    with embedded.running(var, durable=False):
        pass
    assert not is_running(var)


def test_a_server_that_was_started_to_stay_stays(var: Path) -> None:
    embedded.ensure_running(var, durable=False)
    with embedded.running(var, durable=False):
        pass
    assert is_running(var)
    embedded.stop(var)
    assert not is_running(var)


def test_committed_rows_survive_a_killed_server(var: Path) -> None:
    with embedded.running(var, durable=False) as address:
        with psycopg.connect(address) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
        pid = int((embedded.Server(var).data / "postmaster.pid").read_text().split()[0])
        kill_and_wait(pid)
        with embedded.running(var, durable=False) as again:
            assert one(again, "SELECT answer FROM kept") == 42


def test_what_lay_in_memory_is_read_again_after_a_restart(var: Path) -> None:
    for _ in range(2):
        with embedded.running(var) as address, psycopg.connect(address) as connection:
            connection.execute("CREATE TABLE IF NOT EXISTS kept AS SELECT generate_series(1, 9999) AS number")
            log = embedded.Server(var).home / "log"
    eventually(lambda: re.search(r"prewarmed [1-9]\d* of", log.read_text()))


def test_a_port_taken_meanwhile_is_given_up(var: Path) -> None:
    with embedded.running(var, durable=False) as address:
        port = port_of(address)
    with socket.create_server(("127.0.0.1", port)), embedded.running(var, durable=False) as other:
        assert port_of(other) != port
        assert one(other, "SELECT 1") == 1


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server as another account")
def test_a_folder_that_only_root_may_enter_gets_its_data_elsewhere(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    with embedded.running(tmp_path, durable=False) as address:
        assert one(address, "SELECT 1") == 1
        home = embedded.Server(tmp_path).home
        assert not home.is_relative_to(tmp_path)
        assert tmp_path.stat().st_mode & 0o777 == 0o700, "nobody's permissions were loosened"
    embedded.erase(tmp_path)
    assert not home.exists()


def test_data_in_use_is_not_erased(var: Path) -> None:
    with embedded.running(var, durable=False) as address:
        with pytest.raises(EmbeddedServerError, match="in use"):
            embedded.erase(var)
        assert one(address, "SELECT 1") == 1
