# A bare `make` lists the targets. Variables: PYTHON=/path/to/python3.12, SERVE=0 (demo), WORKERS=2 (tests),
# NEO4J_VERSION=newest or a full version (neo4j; the oldest line served by default).

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:

VENV := .venv
BIN := $(VENV)/bin
SERVE ?= 1
WORKERS ?= 2
ON_THE_NEWEST_NEO4J := $(addprefix tests/contract/test_,bolt.py writer.py writer_rules.py library.py)
NEEDS_A_SERVER_OR_TIME := server or neo4j or browser or slow

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export STREAMLIT_BROWSER_GATHER_USAGE_STATS := false

.PHONY: help
help: ## List the targets
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | while IFS='|' read -r name meaning; do \
	    printf '  make %-12s %s\n' "$$name" "$$meaning"; done

# ---- use

.PHONY: demo
demo: $(VENV)/.installed ## Install, load a fictional world, write a report and serve the dashboard (SERVE=0: do not serve)
	@$(BIN)/liaison demo $(if $(filter 0 no false,$(SERVE)),--no-serve)

.PHONY: setup
setup: $(VENV)/.installed ## Create .venv with everything needed to run
	@echo "Liaison is installed: $(BIN)/liaison --help"

.PHONY: serve
serve: $(VENV)/.installed ## Serve the dashboard on this machine
	@$(BIN)/liaison serve

.PHONY: neo4j
neo4j: $(VENV)/.installed ## Start a real Neo4j for development, by Java and Maven or by Docker, and say how to reach it
	@PYTHONPATH=tools $(BIN)/python -m neo4j_server

# ---- prove

.PHONY: test
test: $(VENV)/.installed-dev ## Everything that proves the project; obtains a browser and a Neo4j where that is possible
	@$(BIN)/python tools/prerequisites.py
	@$(MAKE) --no-print-directory check
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile
	@echo "The store and the question library once more, on the newest Neo4j:"
	@NEO4J_VERSION=newest $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile -q -m neo4j $(ON_THE_NEWEST_NEO4J)

.PHONY: test-fast
test-fast: $(VENV)/.installed-dev ## Tests that need neither server nor browser, under a minute
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile -q --hypothesis-profile=quick \
	    -m "not ($(NEEDS_A_SERVER_OR_TIME))"

.PHONY: check
check: $(VENV)/.installed-dev ## The quick gate: ruff, mypy --strict, import contracts
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check . || { echo "Some files are not formatted: $(BIN)/ruff format ." >&2; exit 1; }
	@$(BIN)/mypy --no-error-summary
	@MYPYPATH=tools $(BIN)/mypy --strict --no-error-summary tools
	@said=$$($(BIN)/lint-imports 2>&1) || { echo "$$said" >&2; exit 1; }
	@echo "check: ruff, mypy --strict and the import contracts are content"

# ---- maintain

.PHONY: lock
lock: $(VENV)/.installed-dev ## Compile requirements.txt and requirements-dev.txt from pyproject.toml (UPGRADE=1: newest versions)
	@$(BIN)/python tools/lock_requirements.py $(if $(filter 1 yes true,$(UPGRADE)),--upgrade)

.PHONY: docs
docs: $(VENV)/.installed-dev ## Write the generated pages of docs/
	@$(BIN)/python tools/write_docs.py

.PHONY: screenshots
screenshots: $(VENV)/.installed-dev ## Take the pictures of docs/images from the dashboard with the demo world
	@$(BIN)/python tools/prerequisites.py
	@$(BIN)/liaison demo --no-serve
	@$(BIN)/python tools/take_screenshots.py

.PHONY: clean
clean: ## Remove what these targets made, but neither .liaison (your data) nor out (your reports)
	@rm -rf $(VENV) .servers build dist ./*.egg-info
	@rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +

# ---- virtual environment: made once, brought up to date when the pins or the metadata change; one that is there and
# ---- works is kept

$(VENV)/.python:
	@$(BIN)/python -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2> /dev/null || { \
	    python=$$(tools/find_python.sh) && echo "Creating $(VENV) with $$python" && \
	    "$$python" -m venv --clear $(VENV); }
	@touch $@

$(VENV)/.installed: $(VENV)/.python requirements.txt pyproject.toml
	@echo "Installing Liaison and its libraries into $(VENV) ..."
	@$(BIN)/python -m pip install $(INSTALL_OPTIONS) -r requirements.txt
	@echo "Compiling the measures, once on this machine ..."
	@$(BIN)/liaison compile
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.txt
	@echo "Installing what the tests need into $(VENV) ..."
	@$(BIN)/python -m pip install $(INSTALL_OPTIONS) -r requirements-dev.txt
	@touch $@
