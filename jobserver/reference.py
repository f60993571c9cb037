"""docs/api.md, made from the services and their models: `python -m jobserver.reference > docs/api.md`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from scrapyd import Config

from jobserver.openapi import describe_services
from jobserver.pages.page import templates
from jobserver.webroot import load_services

CONFIGURATION = Path(__file__).parents[1] / "scrapyd.conf"


def write_reference() -> str:
    """The page's text."""
    document = describe_services(load_services(Config(extra_sources=[str(CONFIGURATION)])))
    schemas = document["components"]["schemas"]
    calls = [
        {"path": path, "method": method.upper(), **call, "takes": _list_fields(call, schemas)}
        for path, methods in document["paths"].items()
        for method, call in methods.items()
    ]
    scrapyds = [call for call in calls if not call["path"].startswith("/api/")]
    ours = [call for call in calls if call["path"].startswith("/api/")]
    shapes = {name: _list_properties(schema, schemas) for name, schema in schemas.items() if "properties" in schema}
    text = templates().overlay(autoescape=False).get_template("api.md")
    return text.render(scrapyds=scrapyds, ours=ours, shapes=shapes, schemas=schemas).rstrip() + "\n"


def _list_fields(call: dict[str, Any], schemas: dict[str, Any]) -> list[dict[str, Any]]:
    """The parameters of a call, with their types in words."""
    if "parameters" in call:
        return [
            _tell(one["name"], {**one["schema"], "description": one["description"]}, one["required"], schemas)
            for one in call["parameters"]
        ]
    if "requestBody" not in call:
        return []
    (content,) = call["requestBody"]["content"].values()
    return _list_properties(schemas[_name(content["schema"])], schemas)


def _list_properties(schema: dict[str, Any], schemas: dict[str, Any]) -> list[dict[str, Any]]:
    required = schema.get("required", [])
    return [_tell(name, field, name in required, schemas) for name, field in schema.get("properties", {}).items()]


def _tell(name: str, field: dict[str, Any], required: bool, schemas: dict[str, Any]) -> dict[str, Any]:
    default = field.get("default")
    return {
        "name": name,
        "type": _type(field, schemas),
        "required": required,
        "default": "" if required or default in (None, [], {}) else f"`{default}`",
        "description": field.get("description", ""),
    }


def _type(field: dict[str, Any], schemas: dict[str, Any]) -> str:
    """A type in words; a shape by its name."""
    if "$ref" in field:
        named = schemas[_name(field)]
        return _type(named, schemas) if "enum" in named else f"[{_name(field)}](#{_name(field).lower()})"
    if "anyOf" in field:
        return " or ".join(_type(part, schemas) for part in field["anyOf"])
    if "enum" in field:
        return ", ".join(f"`{value}`" for value in field["enum"])
    if "const" in field:
        return f"`{field['const']}`"
    if field.get("type") == "array":
        return f"list of {_type(field['items'], schemas)}"
    return {"date-time": "time"}.get(field.get("format", ""), str(field.get("type", "anything")))


def _name(reference: dict[str, Any]) -> str:
    return str(reference["$ref"]).rpartition("/")[2]


if __name__ == "__main__":
    sys.stdout.write(write_reference())
