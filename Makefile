# The commands of the project. Each one sets up what it needs in .venv, so a fresh clone needs
# nothing but make and Python 3.11 or newer.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check
PEERS  := .venv-bench

# Only `make lock` uses this tool; what it writes needs nothing but pip.
UV_VERSION := 0.13.9
LOCK := compile pyproject.toml --group build --universal --python-version 3.11 \
        --generate-hashes --no-emit-index-url --quiet --custom-compile-command "make lock"

.DEFAULT_GOAL := help
.PHONY: help site serve test coverage check lint format bench benchsearch lock upgrade agencies icons \
        wheel clean

help:  ## Show the commands
	@sed -n 's/^\([a-z]*\):[^#]*## /  make \1|/p' $(MAKEFILE_LIST) | column -t -s '|' 2>/dev/null \
	  || sed -n 's/^\([a-z]*\):[^#]*## /  make \1: /p' $(MAKEFILE_LIST)

site: $(VENV)/.stamp-run  ## Build the site into site/
	$(BIN)/rakor build

serve: $(VENV)/.stamp-run  ## Show the site on this machine and rebuild on every save
	$(BIN)/rakor serve

check: $(VENV)/.stamp-run  ## Check all bulletins without building
	$(BIN)/rakor check

# Everything is "make test PYTEST="; .ci/run does that.
PYTEST ?= -m "not slow"
# As many at once as there are cores; a file's tests stay together, for they share what they build,
# and files come in the order of tests/conftest.py: those that take longest are begun first.
JOBS ?= auto
test: $(VENV)/.stamp-dev $(VENV)/.stamp-npm  ## Run the tests, without the slow ones
	$(BIN)/python -m pytest -n $(JOBS) --dist loadfile --no-loadscope-reorder $(PYTEST)

# Not part of "make test": counting lines makes everything take half as long again.
coverage: $(VENV)/.stamp-dev $(VENV)/.stamp-npm  ## Run the tests and name the lines that none of them reaches
	$(BIN)/python -m pytest $(PYTEST) --cov --cov-report=term-missing:skip-covered

lint: $(VENV)/.stamp-dev $(VENV)/.stamp-npm  ## Check style and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	@if command -v npm >/dev/null; then npm run --silent --prefix tests lint; \
	else echo "There is no npm on this machine: the scripts of the pages are not checked." >&2; fi

format: $(VENV)/.stamp-dev  ## Bring the code into the common format
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: $(VENV)/.stamp-run $(PEERS)/.stamp  ## Measure beside Hugo, Pagefind, Material, Zensical (BENCH=--help)
	$(BIN)/python tests/benchmarks/compare.py $(BENCH)

benchsearch: $(VENV)/.stamp-dev $(PEERS)/.stamp  ## Measure search beside Pagefind and Material's own (minutes)
	$(BIN)/python tests/benchmarks/search.py $(BENCH)

lock: $(VENV)/.stamp-uv  ## Rewrite the locks after a change of dependencies
	$(VENV)/uv/bin/uv pip $(LOCK) $(UPGRADE) --output-file requirements.lock
	cp requirements.lock hooks/rakor/starter/files/requirements.lock
	$(VENV)/uv/bin/uv pip $(LOCK) $(UPGRADE) --extra dev --output-file requirements-dev.lock

upgrade: UPGRADE := --upgrade
upgrade: lock  ## Move every dependency to its newest allowed version

agencies: $(VENV)/.stamp-run  ## Make the table of agencies after editing its CSV files
	$(BIN)/python -m rakor.registry.make_agencies

icons: $(VENV)/.stamp-run  ## Take the icons of the pages anew from Material's set
	$(BIN)/python -m rakor.pages.make_icons

wheel: $(VENV)/.stamp-run  ## Make the package that others install, in dist/
	$(PIP) wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

clean:  ## Remove the site, the store and all set-up
	rm -rf $(VENV) $(PEERS) .rakor site tests/node_modules .mypy_cache .pytest_cache .ruff_cache

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Rakor needs Python 3.11 or newer; try: make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

# The stamps lie in .venv, so that removing it is all it takes to start over.
$(VENV)/.stamp-run: requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) install --quiet --require-hashes --requirement requirements.lock
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
# As pip does for what it installs; else each start takes twice as long where
# PYTHONDONTWRITEBYTECODE is set.
	$(BIN)/python -m compileall -q hooks/rakor
	@touch $@

$(VENV)/.stamp-dev: requirements-dev.lock $(VENV)/.stamp-run
	$(PIP) install --quiet --require-hashes --requirement requirements-dev.lock
	@touch $@

# What Rakor is measured against has an environment of its own: its dependencies are not ours.
# Pagefind comes through npm; without npm it is left out, and what measures says so.
$(PEERS)/.stamp: tests/benchmarks/requirements.txt tests/benchmarks/package-lock.json | $(BIN)/python
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip --disable-pip-version-check install --quiet --requirement $<
	@cp tests/benchmarks/package.json tests/benchmarks/package-lock.json $(PEERS)
	@if command -v npm >/dev/null; then npm ci --prefix $(PEERS) --no-audit --no-fund --silent; fi
	@touch $@

# Validators, a schema, fonts and the tools for scripts come through npm. Where it is missing, their
# tests are skipped and say why; --ignore-scripts keeps the Nu HTML checker from fetching a Java of its own.
$(VENV)/.stamp-npm: tests/package-lock.json | $(BIN)/python
	@if command -v npm >/dev/null; then \
	  npm ci --prefix tests --ignore-scripts --no-audit --no-fund && touch $@; \
	fi

$(VENV)/.stamp-uv: | $(BIN)/python
	$(PYTHON) -m venv $(VENV)/uv
	$(VENV)/uv/bin/python -m pip --disable-pip-version-check install --quiet uv==$(UV_VERSION)
	@touch $@
