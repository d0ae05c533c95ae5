# Everything a checkout needs: Python 3.11 or newer and make. Each target sets up what it uses, from the lock files, once.
#
#   PYTHON   the interpreter that makes the environment, e.g. make test PYTHON=python3.12 VENV=.venv-3.12
#   VENV     where the environment lives
#   ARGS     handed to the program, e.g. make run ARGS="--step login"

VENV ?= .venv
ARGS ?=

PYTHON_OK := import sys; sys.exit(sys.version_info < (3, 11) and "ac-tui needs Python 3.11 or newer")
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	"$$p" -c '$(PYTHON_OK)' 2>/dev/null && echo "$$p" && break; done)

BIN := $(VENV)/bin
PY := $(BIN)/python
PIP := PIP_USER=0 PIP_NO_INPUT=1 PIP_DISABLE_PIP_VERSION_CHECK=1 $(PY) -m pip install -qq
# Compiled once, whatever the environment asks for: else every process compiles all that it imports.
PYTEST := PYTHONDONTWRITEBYTECODE= $(PY) -m pytest
SOURCES := $(shell find src -name '*.py')
BROWSER_TESTS ?= tests/web/in_page.py tests/storyboard/in_browser.py tests/storyboard/print_in_browser.py \
	tests/reports/in_browser.py
UV_VERSION := 0.13.9
COMPILE := build/lock/bin/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test check browser site bench abuse mutants format snapshots lock wheel clean distclean

help:  ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 20

run: $(VENV)/.compiled  ## open the simulator; options in ARGS="--step login"
	@$(PY) -m ac_tui $(ARGS)

test: $(VENV)/.dev  ## run every test; ARGS="tests/journey -k code" for some
	@$(PYTEST) $(if $(strip $(ARGS)),$(ARGS),-n auto --dist worksteal)

check: $(VENV)/.dev  ## formatting, lint, types, import direction, spelling; then screens, fixtures and flows
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/codespell
	$(PY) -m ac_tui check

site: $(VENV)/.run  ## build the simulator as a page into dist/site, for any web host (needs node and npm)
	@command -v npm >/dev/null || { echo "make site needs node and npm" >&2; exit 2; }
	@$(PY) web/build.py dist/site

browser: $(VENV)/.dev site  ## try page, storyboard and trace in Chromium (apt-get install chromium, or CHROMIUM=/path/to/it)
	@command -v $(or $(CHROMIUM),chromium) >/dev/null \
		|| { echo "make browser needs Chromium: apt-get install chromium, or CHROMIUM=/path/to/it" >&2; exit 2; }
	@CHROMIUM="$$(command -v $(or $(CHROMIUM),chromium))" $(PYTEST) $(BROWSER_TESTS) $(ARGS)

bench: $(VENV)/.dev  ## measure; ARGS="NAME" for one benchmark
	@$(PY) -m benchmarks $(ARGS)

abuse: $(VENV)/.dev  ## random events, damaged files and a monkey, by the thousand; ARGS="NAME --seed N --scale 0.1"
	@$(PY) -m abuse $(ARGS)

# Hours for all of it: name modules, as in ARGS="'ac_tui.journey.challenges.*'". `mutmut show NAME` shows what survived.
mutants: $(VENV)/.dev  ## break journey and registry one thing at a time: does a test notice?; ARGS="'ac_tui.registry.tax.*'"
	@nice -n 19 $(BIN)/mutmut run $(ARGS) && $(BIN)/mutmut results

format: $(VENV)/.dev  ## write the code as `make check` wants it
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

snapshots: $(VENV)/.dev  ## accept the pictures as they are now: look at snapshot_report.html before
	$(PYTEST) tests/pictures --snapshot-update $(ARGS)

pictures: $(VENV)/.dev  ## draw the pictures of the operator's guides again
	@$(PY) -m tests.desk.pictures

wheel: $(VENV)/.dev  ## build dist/*.tar.gz and dist/*.whl
	$(PY) -m build --no-isolation --outdir dist

# uv resolves for every platform at once and has an index of its own: UV_DEFAULT_INDEX names another.
lock:  ## refresh the lock files after a change of pyproject.toml; ARGS=--upgrade for newer versions
	$(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install --quiet uv==$(UV_VERSION)
	$(COMPILE) --group editable --output-file requirements.lock $(ARGS)
	$(COMPILE) --group dev --constraint requirements.lock --output-file requirements-dev.lock $(ARGS)
	@! grep -n '://' requirements.lock requirements-dev.lock

clean:  ## remove what was built and cached
	rm -rf build dist mutants site .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis snapshot_report.html
	find src tests benchmarks abuse -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean  ## and the environment too
	test ! -f $(VENV)/pyvenv.cfg || rm -rf $(VENV)

# The environment. What only developers need comes when it is first needed: the simulator opens sooner without.
$(PY):
	@test -n "$(PYTHON)" || { echo "ac-tui needs Python 3.11 or newer; name one: PYTHON=/path/to/python3.11" >&2; exit 2; }
	@$(PYTHON) -c '$(PYTHON_OK)'
	@echo "setting up $(VENV): once, and again when a lock file changes" >&2
	@test ! -f $(VENV)/pyvenv.cfg || rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(PY) pyproject.toml requirements.lock
	@$(PIP) --require-hashes --requirement requirements.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.lock
	@$(PIP) --require-hashes --requirement requirements-dev.lock
	@touch $@

# Said aloud, because PYTHONDONTWRITEBYTECODE may be set and then every start would compile everything again.
$(VENV)/.compiled: $(VENV)/.run $(SOURCES)
	@$(PY) -m compileall -q src
	@$(PY) -m compileall -q $(VENV)/lib >/dev/null || true
	@touch $@
