# What a newcomer, a developer and CI run. No root, no container engine; needs Python 3.11 and make.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
# Processes that tests are spread over; the machine's cores, two at least.
WORKERS ?= 2
# How often each message of the benchmark is sent.
ROUNDS ?= 60

.DEFAULT_GOAL := help
.PHONY: help setup run test soak check bench nlu-report nlu-compare lock format

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1	/p' Makefile | expand -t 13

setup: ## everything that the others need; quick when there is nothing to do
	@$(PYTHON) scripts/setup.py

run: setup ## two phones at http://127.0.0.1:8080/sandbox/
	@$(BIN)/zhiyuan demo

test: setup ## every test
	@$(BIN)/pytest -n $(WORKERS) --dist loadgroup

soak: setup ## the long forms: everything on every database, with the full numbers
	@ZHIYUAN_SOAK=1 $(BIN)/pytest -n $(WORKERS) --dist loadgroup --timeout 1800 --ignore tests/load
	@# Alone: what is measured beside other tests measures them.
	@ZHIYUAN_SOAK=1 $(BIN)/pytest -n 0 --timeout 1800 tests/load

check: setup ## format, lint, types, import rules, migrations, catalogues
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache --no-logo
	@$(BIN)/python -m storage.check_migrations
	@$(BIN)/pytest -q tests/unit/test_catalogues.py

bench: setup ## what a button press costs, beside a bare handler
	@ZHIYUAN_BENCH_ROUNDS=$(ROUNDS) $(BIN)/pytest -q -s -p no:xdist tests/benchmarks

nlu-report: setup ## how well sentences of the test set are understood
	@$(BIN)/python -m nlu.report

nlu-compare: setup ## language pipelines side by side, and the cheap ones on five folds; over an hour
	@cd nlu/model && .venv/bin/python compare.py && echo && \
	.venv/bin/python compare.py --folds --most 2000 words-lr-crf vectors-lr-crf

format: setup ## rewrites the code as the check wants it
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

lock: setup ## locks the newest versions that pyproject.toml allows
	@uv=$$(command -v uv || echo $(CURDIR)/.uv/bin/uv); \
	compile() { $$uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --upgrade "$$@"; }; \
	compile --python-version 3.11 --extra dev pyproject.toml -o requirements.lock && \
	echo uv | compile --python-version 3.11 - -o scripts/uv.requirements.lock && \
	cd nlu/model && compile --python-version 3.10 pyproject.toml -o requirements.lock
