# make serve   start Kring on http://localhost:8000 with a small demo organisation
# make test    the whole suite, on SQLite and on PostgreSQL
# make check   formatting, lint, templates, types, import contracts
# make bench   measure, and write the table to bench/results/
# make shots   take the pictures of the product, into shots/
# make fresh   both commands in a new clone with empty caches
# make lock    choose the newest versions that pyproject.toml allows
# make messages  collect the sentences to translate, and compile the translations

VENV := .venv
KRING := $(VENV)/bin/kring
.PHONY: serve test check bench shots fresh lock messages help .venv/.ready

help:
	@sed -n 's/^# //p' Makefile

.venv/.ready:
	@.ci/venv

serve: .venv/.ready
	@exec $(KRING) demo

test: .venv/.ready
	@.ci/test

check: .venv/.ready
	@.ci/check

bench: .venv/.ready
	@$(VENV)/bin/python -m bench

shots: .venv/.ready
	@$(VENV)/bin/python scripts/shots.py

fresh:
	@.ci/fresh

lock: .venv/.ready
	@.ci/lock

messages: .venv/.ready
	@.ci/messages
