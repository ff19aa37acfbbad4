# Needs Python 3.11 or newer and make, nothing else. Paths are relative, so any folder name works.
PYTHON ?= python3
BIN := .venv/bin
RUN := .venv/.installed
DEV := .venv/.installed-dev

# Programs in .venv know where they lie: a moved folder gets a new one.
ifneq ($(wildcard .venv/.place),)
ifneq ($(shell cat .venv/.place),$(CURDIR))
$(shell rm -rf .venv)
endif
endif

# Each process would compile every library anew: seconds, dozens of times.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup demo demo-reset test lint format bench clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' Makefile

setup: $(RUN) ## set everything up: environment, assets, database, tables
	@$(BIN)/python -m hejie.cli setup

demo: $(RUN) ## set up and run the whole platform with demo data (HEJIE_PORT, default 8000); Ctrl-C stops it
	@exec $(BIN)/python -m hejie.cli demo

demo-reset: $(RUN) ## throw the demo's data away, so that `make demo` starts over
	@$(BIN)/python -m hejie.cli demo-reset

test: $(DEV) ## every check and every test, browser journeys included
	@$(BIN)/python -m hejie.cli setup --assets-only
	@$(BIN)/python tests/check.py all

lint: $(DEV) ## the checks without the tests
	@$(BIN)/python -m hejie.cli setup --assets-only
	@$(BIN)/python tests/check.py lint

format: $(DEV) ## put the Python sources into shape
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: $(DEV) ## run the benchmarks and write benchmarks/RESULTS.md (an hour; `make bench ONLY=bench_pages` runs one)
	@$(BIN)/python -m hejie.cli setup --assets-only
	@$(BIN)/python benchmarks/run.py $(ONLY)

clean: ## remove what was built; var/ (data, keys) stays
	rm -rf .venv node_modules src/hejie/web/static/build src/*.egg-info .mypy_cache .ruff_cache .pytest_cache \
		.hypothesis .import_linter_cache var/static var/stamps
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
	find src -name '*.mo' -delete

.venv/.place:
	@command -v "$(PYTHON)" >/dev/null || { echo "'$(PYTHON)' was not found. Install Python 3.11 or newer, or say PYTHON=/path/to/python3."; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; '$(PYTHON)' is $$("$(PYTHON)" --version 2>&1). Say PYTHON=/path/to/python3.11."; exit 1; }
	@"$(PYTHON)" -c 'import venv, ensurepip' 2>/dev/null || \
		{ echo "Python's venv module is missing (Debian, Ubuntu: apt-get install python3-venv)."; exit 1; }
	@echo "· Python 环境 environment …"
	@"$(PYTHON)" -m venv .venv
	@printf '%s' "$(CURDIR)" > $@

$(RUN): requirements.lock pyproject.toml | .venv/.place
	@echo "· Python 依赖 packages …"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps -e .
	@touch $@

$(DEV): requirements-dev.lock $(RUN)
	@echo "· Python 开发依赖 packages for tests …"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@
