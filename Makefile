# foedus: set-up, demonstration, tests, checks. `make help` lists the targets.
# Paths may hold spaces: every command here is relative to this folder.
PYTHON ?= python3
CORE := .venv-core
DEV := .venv
DEMO_LAW := obligations PRK JPN --at hokkaido --on 2026-06-01 --architecture bloc-extension-article-10
DEMO_RUN := compare asia-pacific-2023 --draws 64 --streams 2 -o runs/demo

# Stops with one clear line when the interpreter or its venv module does not do.
LOOK = "$(PYTHON)" -c "import sys; sys.exit(0 if (3, 11) <= sys.version_info[:2] <= (3, 14) else 1)" 2>/dev/null \
	|| { echo "foedus needs Python 3.11 to 3.14; '$(PYTHON)' is $$("$(PYTHON)" --version 2>&1 | head -n 1). Try: make $@ PYTHON=python3.12"; exit 2; }; \
	"$(PYTHON)" -c "import ensurepip, venv" 2>/dev/null \
	|| { echo "The venv module of '$(PYTHON)' is missing. Install it (Debian, Ubuntu: apt install python3-venv), then try again."; exit 2; }

.PHONY: help demo test check bench validate clean
.DEFAULT_GOAL := help

help:  ## this list
	@grep -hE '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 18
	@echo "  PYTHON=python3.12 chooses the interpreter (3.11 to 3.14)."

demo:  ## the main job with the core alone, fewer draws (first time about 3 minutes, then 1)
	@$(LOOK); echo "make demo: installs the core into $(CORE) if need be, asks the law one question, then compares nine architectures with 64 draws of beliefs and 2 histories each, where a full run takes 256 and 8 (first time about 3 minutes, then 1)."
	@$(MAKE) --silent --no-print-directory $(CORE)/ready
	$(CORE)/bin/foedus $(DEMO_LAW)
	$(CORE)/bin/foedus $(DEMO_RUN)

test:  ## the tests (first time about 3 minutes, then 1)
	@$(LOOK); echo "make test: installs the development extras into $(DEV) if need be, then runs the tests (first time about 3 minutes, then 1)."
	@$(MAKE) --silent --no-print-directory $(DEV)/ready
	$(DEV)/bin/python -m pytest

check:  ## ruff, format, pyright, import contracts (about 1 minute)
	@$(LOOK); echo "make check: installs the development extras into $(DEV) if need be, then runs ruff, pyright and the import contracts (about 1 minute)."
	@$(MAKE) --silent --no-print-directory $(DEV)/ready
	$(DEV)/bin/python -m ruff check
	$(DEV)/bin/python -m ruff format --check
	$(DEV)/bin/python -m pyright
	$(DEV)/bin/lint-imports --no-logo

bench:  ## the benchmarks, with the figures of the README (about 10 minutes)
	@$(LOOK); echo "make bench: installs the development extras into $(DEV) if need be, then times law, start-up and simulator (about 10 minutes)."
	@$(MAKE) --silent --no-print-directory $(DEV)/ready
	@if ls benchmarks/bench_*.py >/dev/null 2>&1; then for one in benchmarks/bench_*.py; do $(DEV)/bin/python "$$one" || exit 1; done; \
	else echo "foedus: The benchmarks are not built yet."; exit 2; fi

validate:  ## printed numbers, 10,000 events of compiled law, the prior predictive table (about 5 minutes)
	@$(LOOK); echo "make validate: installs the development extras into $(DEV) if need be, checks published numbers and compiled law, and writes docs/reference/prior-predictive.md (about 5 minutes)."
	@$(MAKE) --silent --no-print-directory $(DEV)/ready
	FOEDUS_EVENTS=10000 $(DEV)/bin/python -m pytest tests/published tests/unit/architectures/test_arrays.py
	$(DEV)/bin/foedus theories check --readings --write docs/reference/prior-predictive.md --write src/foedus/theories/predictive.csv

clean:  ## remove both virtual environments, build folders and caches of this folder
	rm -rf $(CORE) $(DEV) build dist .pytest_cache .ruff_cache .import_linter_cache .hypothesis .benchmarks

# Set-up: made anew when what is declared or pinned changes.
$(CORE)/ready: pyproject.toml constraints.txt
	@echo "Setting up $(CORE): the core at the versions of constraints.txt."
	"$(PYTHON)" -m venv --clear $(CORE)
	$(CORE)/bin/python -m pip install -qq --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

$(DEV)/ready: pyproject.toml constraints.txt
	@echo "Setting up $(DEV): the development extras at the versions of constraints.txt."
	"$(PYTHON)" -m venv $(DEV)
	$(DEV)/bin/python -m pip install -qq --disable-pip-version-check --constraint constraints.txt --editable ".[dev]"
	@touch $@
