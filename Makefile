# One command each; Python 3.11 or newer and make are all that must be there.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
RUNTIME = $(VENV)/.runtime
TOOLS = $(VENV)/.tools
LOCALE = kobicrm/i18n/locale
PIP = $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run test test-long check lint format messages screenshots keys commands bench clean
.DEFAULT_GOAL := run

run: $(RUNTIME)
	@$(BIN)/kobicrm

test: $(TOOLS)
	$(BIN)/python -m pytest -n auto -m "not long" $(ARGS)

test-long: $(TOOLS)
	$(BIN)/python -m pytest -n auto -m "long" --timeout 7200 \
		--hypothesis-profile search $(ARGS)

check: lint test

lint: $(TOOLS)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(TOOLS)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Take new texts into the Turkish catalogue; what is not translated yet stays empty in it.
messages: $(TOOLS)
	$(BIN)/pybabel --quiet extract --no-location --sort-output -o $(VENV)/kobicrm.pot kobicrm screens
	$(BIN)/pybabel --quiet update --domain kobicrm --locale tr --no-fuzzy-matching \
		--ignore-obsolete --ignore-pot-creation-date --width 100 \
		-i $(VENV)/kobicrm.pot -o $(LOCALE)/tr/LC_MESSAGES/kobicrm.po
	$(BIN)/pybabel --quiet compile --directory $(LOCALE) --domain kobicrm
	$(BIN)/pybabel --quiet compile --directory $(LOCALE) --domain messages

# Pictures of the real application for README and guide; ARGS names some of them.
screenshots: $(TOOLS)
	$(BIN)/python -m docs.screenshots $(ARGS)

# The list of every key, written from the bindings.
keys: $(TOOLS)
	$(BIN)/python -m docs.keys

# The help of every command, in both languages.
commands: $(TOOLS)
	$(BIN)/python -m docs.commands

bench: $(TOOLS)
	$(PIP) install --constraint constraints.txt --editable '.[bench]'
	$(BIN)/python -m benchmarks $(ARGS)

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Installed again only when what is to be installed has changed.
$(RUNTIME): pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing KobiCRM into $(VENV) ..." >&2
	@$(PIP) install --constraint constraints.txt --editable .
	@touch $@

$(TOOLS): pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing KobiCRM and its tools into $(VENV) ..." >&2
	@$(PIP) install --constraint constraints.txt --editable '.[dev]'
	@touch $@ $(RUNTIME)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "KobiCRM needs Python 3.11 or newer; name it: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)
