"""Set up, then run web, live, worker and the database until Ctrl-C."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from hejie.base import environment as env
from hejie.operate import demo
from hejie.operate.database import database, is_external
from hejie.operate.services import services
from hejie.operate.setup import build_assets, prepare_tables
from hejie.operate.supervise import Supervisor, settle_ports

needs_database = False


def add_arguments(parser: ArgumentParser) -> None:
    pass


def run(args: Namespace) -> int:
    build_assets()
    var = None if is_external() else env.var_folder()
    with database():
        prepare_tables()
        if env.flag("HEJIE_DEMO", default=False) and demo.is_written():
            demo.demo_step().perform()
        ports = settle_ports()
        Supervisor(services(ports), ports, var=var, welcome=demo.welcome).run()
    return 0
