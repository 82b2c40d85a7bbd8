# Everything is done in .venv, made from the pinned requirements. Needs Python 3.11 or newer, make and git.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
DAY ?= 2026-03-10
SERVE ?= 1
PORT ?= 8000
SOURCES := $(shell find src/toprank -name '*.py' -o -name '*.toml')

.PHONY: run site test check bench bench-web guide stale forecasts requirements clean

# After its job it serves the site until Ctrl-C: make run PORT=8001 at another port, make run SERVE=0 not at all.
run: $(VENV)/web.stamp $(VENV)/compiled.stamp
	@exec env SERVE=$(SERVE) PORT=$(PORT) $(BIN)/python -m toprank.demonstration

# What a server needs, and no more: docs/how-to/deploy.md.
site: $(VENV)/web.stamp $(VENV)/compiled.stamp

test: $(VENV)/dev.stamp $(VENV)/compiled.stamp $(VENV)/machine.stamp
	$(BIN)/python -m pytest

check: $(VENV)/dev.stamp $(VENV)/compiled.stamp $(VENV)/machine.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

bench: $(VENV)/bench.stamp $(VENV)/compiled.stamp
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.compare
	$(BIN)/python -m benchmarks.advise
	$(BIN)/python -m benchmarks.cluster

# The site under load; needs wrk.
bench-web: $(VENV)/web.stamp $(VENV)/compiled.stamp
	$(BIN)/python -m benchmarks.web

# The backtest, its stored summary and the page about it, anew from the record of the package.
forecasts: $(VENV)/dev.stamp
	$(BIN)/python -m toprank.forecast.page

# The guide to what-if questions: its commands run anew, their output and pictures put into it.
guide: $(VENV)/dev.stamp $(VENV)/compiled.stamp
	$(BIN)/python docs/guide/make.py docs/guide/what-if.md

stale: $(VENV)/compiled.stamp
	$(BIN)/python -m toprank.rulebook.stale

$(VENV)/base.stamp: requirements/base.txt pyproject.toml | $(BIN)/pip
	$(PIP) install --require-hashes -r requirements/base.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	touch $@

# A short command starts in time only when its modules are compiled and its tables parsed: again after every change.
$(VENV)/compiled.stamp: $(VENV)/base.stamp $(SOURCES)
	$(BIN)/python -m compileall -q src
	$(BIN)/python -m toprank.toml
	touch $@

$(VENV)/web.stamp: requirements/web.txt $(VENV)/base.stamp
	$(PIP) install --require-hashes -r requirements/web.txt
	touch $@

# What tests need of the machine: a browser for the pages, a PostgreSQL server for the second database.
$(VENV)/machine.stamp: | $(BIN)/pip
	sh requirements/machine.sh
	touch $@

$(VENV)/dev.stamp: requirements/dev.txt $(VENV)/base.stamp
	$(PIP) install --require-hashes -r requirements/dev.txt
	touch $@

$(VENV)/bench.stamp: requirements/bench.txt $(VENV)/dev.stamp
	$(PIP) install --require-hashes -r requirements/bench.txt
	touch $@

# Debian splits ensurepip off from Python: installed here when we may, named when we may not.
$(BIN)/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "toprank needs Python 3.11 or newer" >&2; exit 3; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then apt-get update -q && apt-get install -y -q python3-venv; \
	  else echo "missing: the venv module of Python (on Debian: apt-get install python3-venv)" >&2; exit 3; fi; }
	$(PYTHON) -m venv $(VENV)

# Pins are made anew with pip-tools; no index address is written.
requirements: $(VENV)/dev.stamp
	$(PIP) install pip-tools
	for set in base "web --extra report" "dev --extra charts --extra cluster --extra fast --extra forecast --extra report --extra web" bench; do $(BIN)/pip-compile --quiet --upgrade --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --no-emit-trusted-host --strip-extras --allow-unsafe --no-header --no-annotate --build-deps-for wheel \
	  $$([ "$$set" = base ] || echo --extra $$set) -o requirements/$${set%% *}.txt pyproject.toml; done

clean:
	rm -rf $(VENV)
