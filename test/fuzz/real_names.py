"""Half of the time, what is made up gives way to what is there: nearly everything else would end at 404.

Which half depends on the made-up value alone, so that a seed plays the same requests again, and shrinking holds still.
"""

import json
import os
import re
import time
from collections.abc import MutableMapping
from zlib import crc32

import schemathesis
import xml_answers  # noqa: F401 (it is registered by being read)
from schemathesis.core import NotSet
from schemathesis.core.parameters import ParameterLocation
from schemathesis.generation import GenerationMode
from schemathesis.generation.meta import TestPhase

with open(os.environ["DOORSTEP_FUZZ_NAMES"], encoding="utf-8") as file:
    THERE = json.load(file)
# A program that acts for people names one; what everybody else may leave out it may not.
ACTS_FOR_PEOPLE = os.environ.get("DOORSTEP_FUZZ_ACTS_FOR_PEOPLE") == "yes"
BLANK = re.compile(r"[\s\x00-\x1f\ufeff\ufffe\uffff\ud800-\udfff]*")
# Whose names a field holds, where the field is not called so itself.
WHOSE = {**dict.fromkeys(("by", "reporter", "assignee", "recipient"), "person"), "issues": "issue"}


def chance(field, made_up):
    return crc32(f"{field}={made_up}".encode("utf-8", "surrogatepass"))


def real(field, made_up, operation):
    if field == "occurredAtMs":
        # Neither in the future nor before the issue was opened: no schema can say when that is.
        return int(time.time() * 1000) if isinstance(made_up, (int, float)) else made_up
    kind = "issue" if (field, operation) == ("to", "link") else "person" if field == "to" else WHOSE.get(field, field)
    names = THERE.get(kind)
    if not isinstance(names, list) or not isinstance(made_up, str):
        return made_up
    drawn = chance(field, made_up)
    # What the library takes for a good value of a header does not heed its pattern.
    is_exchanged = drawn % 2 == 0 or field in ("if-match", "jurisdiction_id")
    return names[(drawn >> 1) % len(names)] if is_exchanged else made_up


def exchange(fields, operation):
    for field, value in list(fields.items()):
        if isinstance(value, list):
            fields[field] = [real(field, item, operation) for item in value]
            for item in value:
                if isinstance(item, dict):
                    exchange(item, operation)
        elif isinstance(value, dict) and field == "payload":
            # Of a bulk: what its command is told.
            exchange(value, fields.get("command"))
        else:
            fields[field] = real(field, value, operation)


def without_keys(form):
    # A made-up key is braked as made-up credentials are, and a good one would hide that the header was left out.
    form.pop("api_key", None)


def not_blank(fields):
    """In Open311 an empty parameter is no parameter, so that leaving it empty breaks nothing."""
    for field, value in fields.items():
        if isinstance(value, str) and BLANK.fullmatch(value) or value is None or value == []:
            fields[field] = "x"


def not_overridden(query):
    """In Open311 the ids that are asked for override everything else, so that nothing else is looked at beside them."""
    query.pop("service_request_id", None)


def named(body, operation, tags):
    field = "reporter" if operation == "reportIssue" else "by" if "commands" in tags else None
    if "bulk" in tags:
        body, field = body.get("payload"), "by"
    if ACTS_FOR_PEOPLE and isinstance(body, dict) and field is not None and field not in body:
        people = THERE["person"]
        body[field] = people[chance(field, json.dumps(body, sort_keys=True)) % len(people)]


def is_broken(case, location):
    # A good request is good in every part, whatever the library notes of a header whose pattern it could not follow.
    if case.meta is None or case.meta.generation.mode is GenerationMode.POSITIVE:
        return False
    made = case.meta.components.get(location)
    return made is not None and made.mode is GenerationMode.NEGATIVE


@schemathesis.hook
def before_call(context, case, kwargs):
    """What breaks the schema on purpose stays as it is."""
    definition = case.operation.definition.raw
    operation = definition.get("operationId")
    phase = case.meta.phase.name if case.meta is not None else None
    if "commands" in definition.get("tags", []) and ACTS_FOR_PEOPLE and isinstance(case.body, NotSet):
        case.body = {}
        case.media_type = "application/json"
    parts = {
        # There, what an answer named is asked for.
        ParameterLocation.PATH: None if phase is TestPhase.STATEFUL else case.path_parameters,
        ParameterLocation.QUERY: case.query,
        ParameterLocation.HEADER: case.headers,
        ParameterLocation.BODY: case.body,
    }
    for location, fields in parts.items():
        if not isinstance(fields, MutableMapping):
            continue
        is_open311 = case.operation.path.startswith("/open311/")
        if is_open311 and location is ParameterLocation.BODY:
            without_keys(fields)
        if is_broken(case, location):
            if is_open311:
                not_blank(fields)
                if location is ParameterLocation.QUERY:
                    not_overridden(fields)
            continue
        exchange(fields, operation)
        if location is ParameterLocation.BODY:
            named(fields, operation, definition.get("tags", []))
