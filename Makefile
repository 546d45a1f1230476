# Two commands need nothing but Python 3.11+ with venv, git and make: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
OUT := build

.PHONY: demo test exhaustive lint types
.DEFAULT_GOAL := test

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "pmgraph needs Python 3.11 or newer: make PYTHON=python3.12 …")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --group dev --editable .
	touch $@

# Builds the graph of data/ and serves it on a free port until Ctrl-C.
demo: $(STAMP)
	@$(BIN)/pmgraph build data --out $(OUT)
	@$(BIN)/pmgraph serve $(OUT) --port 0

test: $(STAMP)
	$(BIN)/python -m pytest -n auto --dist loadfile

# The numbers in full: an hour and more. What it prints goes into benchmarks/ with its date.
exhaustive: $(STAMP)
	PMGRAPH_KILLS=200 PMGRAPH_VARIANTS=200 $(BIN)/python -m pytest -n auto --dist loadfile
	$(BIN)/python benchmarks/fuzz/fuzz.py --inputs 10000 --every
	$(BIN)/python benchmarks/reading/measure.py --releases 100000

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy
