"""Parts of sentences that are told in several, as codes with arguments: what to do, where, what may stand there.

The phrases are in `errors.ftl` of each language in `articover/locales`, beside the sentences of errors.
"""

from __future__ import annotations

from articover.facts import Code

FETCH_AGAIN = Code.of("reason-fetch-again", "command")
COPY_AGAIN = Code.of("reason-copy-again")
CONFIG_FILE = Code.of("reason-config-file", "path")
ENVIRONMENT = Code.of("reason-environment")
TRIM_BOX = Code.of("reason-trim-box", "file")
COLOR = Code.of("reason-color")
BOOL = Code.of("reason-bool")
ONE_OF = Code.of("reason-one-of", "values")
WHOLE_NUMBER = Code.of("reason-whole-number", "range")
NUMBER = Code.of("reason-number", "range")
ANY = Code.of("reason-any")
FROM_TO = Code.of("reason-from-to", "least", "most")
FROM = Code.of("reason-from", "least")
UP_TO = Code.of("reason-up-to", "most")
ABOVE = Code.of("reason-above", "least")
ABOVE_TO = Code.of("reason-above-to", "least", "most")
TEXT = Code.of("reason-text")
FULL_TEXT = Code.of("reason-full-text")
SHORT_TEXT = Code.of("reason-short-text", "least", "most")
TEXTS = Code.of("reason-texts")
SHORT_TEXTS = Code.of("reason-short-texts", "most")
TABLES = Code.of("reason-tables", "keys")
TABLE_OF_TEXTS = Code.of("reason-table-of-texts")
FOUND = Code.of("reason-found", "must", "found")
WITH_FIX = Code.of("reason-with-fix", "reason", "fix")
RUN = Code.of("reason-run", "command")
SET_CHECKER = Code.of("reason-set-checker")
PASSED = Code.of("reason-passed", "engine", "why")
PASSED_TOO = Code.of("reason-passed-too", "first", "others")
