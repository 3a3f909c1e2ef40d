"""What an answer in XML says, as its schema has it: held against the document as an answer in JSON is."""

from xml.etree import ElementTree

import schemathesis

BOOLEANS = {"true": True, "false": False}


def resolved(schema, document):
    reference = schema.get("$ref")
    if reference is None:
        return schema
    found = document
    for step in reference.removeprefix("#/").split("/"):
        found = found[step]
    return found


def value_of(element, schema):
    """Raises where a name is another one, comes twice, or where there is an attribute: no schema of JSON sees that."""
    if element.attrib:
        raise ValueError(f"<{element.tag}> has attributes")
    branches = schema.get("anyOf", [schema])
    kinds = [branch.get("type") for branch in branches]
    if not element.text and not len(element) and "null" in kinds:
        return None
    branch = next((one for one in branches if one.get("type") != "null"), {})
    kind = branch.get("type")
    if kind == "array":
        return [named(child, branch["items"]) for child in element]
    if kind == "object":
        fields = {child.tag: value_of(child, branch["properties"].get(child.tag, {})) for child in element}
        if len(fields) != len(element):
            raise ValueError(f"<{element.tag}> has children of one name")
        return fields
    if len(element):
        raise ValueError(f"<{element.tag}> has children")
    text = element.text or ""
    return int(text) if kind == "integer" else BOOLEANS[text] if kind == "boolean" else text


def named(element, schema):
    name = schema.get("xml", {}).get("name", element.tag)
    if element.tag != name:
        raise ValueError(f"<{element.tag}> is not <{name}>")
    return value_of(element, schema)


@schemathesis.deserializer("text/xml")
def read_xml(context, response):
    text = response.content.decode("utf-8")
    if not text.startswith('<?xml version="1.0" encoding="utf-8"?>'):
        raise ValueError("it does not begin with its declaration")
    answers = context.operation.definition.raw["responses"]
    answer = answers[str(response.status_code)]
    schema = answer["content"]["text/xml"]["schema"]
    return named(ElementTree.fromstring(text), resolved(schema, context.operation.schema.raw_schema))
