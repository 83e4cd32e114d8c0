# Two commands: `make run` shows the platform with a fictional programme in it, `make test` proves it.
SHELL := /bin/sh
.DEFAULT_GOAL := help
BIN := .venv/bin
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

UNFETCHED := "Nothing was installed: the packages could not be fetched (pip says why, above). Without network, bring them \
	from another machine: README.md, « Try it », says how."

.PHONY: help install run test quick lint types journeys walk format messages shape requirements docs pictures audit release clean

help:
	@echo "make run           the demonstration, on http://127.0.0.1:8000 (PORT=… for another port)"
	@echo "make test          everything that must pass: style, types, contracts, tests on both databases, journeys"
	@echo "make install       what the platform needs, nothing started"
	@echo "make quick         the tests without the browser, on SQLite, but those that play thousands of people"
	@echo "make lint types    style and contracts; types"
	@echo "make journeys      the stories in a real browser, on SQLite"
	@echo "make walk          wheel, week of use, kill -9, loss of the disk, restore, on both databases; prints a table of times"
	@echo "make format        rewrites code, templates and style sheets in the house style"
	@echo "make messages      every sentence of the sources in every catalogue; says what waits for a translation"
	@echo "make shape         how the source reads, in figures; fails nobody"
	@echo "make requirements  pins what pyproject.toml asks, with hashes; UPGRADE=--upgrade takes newer versions"
	@echo "make docs          the documentation as a site, in site/"
	@echo "make pictures      makes again the pictures of the documentation, from the demonstration"
	@echo "make audit         what the last audit of the dependencies found; ADVISORIES=folder audits them"
	@echo "make release       VERSION=x.y.z: checks, tests, files, tag; DRY_RUN=1 tags nothing"

install: .venv/ready

run: .venv/ready
	@ENTREMISE_MODE=$${ENTREMISE_MODE:-demo} $(BIN)/entremise run

test: .venv/ready-dev
	@$(BIN)/python -m tests.kit.run_all

quick: .venv/ready-dev
	@$(BIN)/python -m tests.kit.run_all quick

lint: .venv/ready-dev
	@$(BIN)/python -m tests.kit.run_all style contracts migrations

types: .venv/ready-dev
	@$(BIN)/python -m tests.kit.run_all types

journeys: .venv/ready-dev
	@$(BIN)/python -m tests.kit.run_all journeys

walk: .venv/ready-dev
	@$(BIN)/python -m tests.kit.run_all walk

format: .venv/ready-dev
	$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format .
	$(BIN)/djangofmt --quiet src && $(BIN)/python -m tests.kit.stylesheets

messages: .venv/ready
	@ENTREMISE_MODE=$${ENTREMISE_MODE:-demo} $(BIN)/entremise makemessages

shape: .venv/ready-dev
	@$(BIN)/python -m tests.kit.shape

requirements: .venv/ready-dev
	$(BIN)/uv pip compile pyproject.toml --group install --output-file requirements.txt $(PINNED)
	$(BIN)/uv pip compile pyproject.toml --group install --group dev --constraint requirements.txt \
		--output-file requirements-dev.txt $(PINNED)
	$(BIN)/uv pip compile pyproject.toml --extra sentry --group install --constraint requirements.txt \
		--output-file requirements-sentry.txt $(PINNED)

PINNED := --quiet --universal --python-version 3.11 --generate-hashes $(UPGRADE) \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links

docs: .venv/ready-dev
	@$(BIN)/zensical build --strict
	@echo "Read it: site/index.html"

pictures: .venv/ready-dev
	@$(BIN)/python -m tests.kit.pictures

audit: .venv/ready-dev
	@$(BIN)/python -m release.audit $(if $(ADVISORIES),--advisories $(ADVISORIES))

release: .venv/ready-dev
	@$(BIN)/python -m release.make_release $(if $(DRY_RUN),--dry-run) "$(VERSION)"

.venv/ready: requirements.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "Entremise needs Python 3.11 or later: install it, or say make PYTHON=/path/to/python3"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing what Entremise needs…"
	@$(PIP) --require-hashes -r requirements.txt || { echo $(UNFETCHED); exit 1; }
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/ready-dev: .venv/ready requirements-dev.txt
	@echo "Installing what the tests need…"
	@$(PIP) --require-hashes -r requirements-dev.txt || { echo $(UNFETCHED); exit 1; }
	@touch $@

clean:
	rm -rf .venv var .pytest_cache .mypy_cache .ruff_cache test-results
