"""The OpenAPI 3.1 description, made from the services and their models."""

from __future__ import annotations

import inspect
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from jobserver.services.service import ApiService, Nothing, Service

if TYPE_CHECKING:
    from collections.abc import Mapping

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
REFERENCE = "#/components/schemas/{model}"


class Error(BaseModel):
    """What a call of scrapyd's kind answers, with HTTP 200, when it cannot do what was asked."""

    status: str = "error"
    message: str
    node_name: str


class ApiErrorDetail(BaseModel):
    """What was wrong, and with which field."""

    code: str
    message: str
    field: str | None = None


class ApiError(BaseModel):
    """What a call under /api/ answers when it cannot do what was asked."""

    success: bool = False
    error: ApiErrorDetail


def describe_services(services: Mapping[str, type[Any]]) -> dict[str, Any]:
    """The document; services of scrapyd's own, where somebody has switched them on, are not in it."""
    ours = {path: service for path, service in services.items() if issubclass(service, Service)}
    models = {model for service in ours.values() for model in (service.takes, service.gives)} | {Error, ApiError}
    ordered = sorted(models - {Nothing}, key=lambda model: model.__name__)
    taken = {service.takes for service in ours.values()}
    modes: list[Any] = [(model, "validation" if model in taken else "serialization") for model in ordered]
    schemas, definitions = models_json_schema(modes, ref_template=REFERENCE)
    named = {model: schemas[model, mode] for model, mode in modes}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "GoodSeed job server",
            "version": version("goodseed-workers"),
            "description": "scrapyd's calls, with more keys, and ours.",
        },
        "paths": {path: {service.verb.lower(): _describe(service, named)} for path, service in ours.items()},
        "components": {
            "schemas": definitions.get("$defs", {}),
            "securitySchemes": {"basic": {"type": "http", "scheme": "basic"}},
        },
        "security": [{"basic": []}],
    }


def _describe(service: type[Service], named: Mapping[type[BaseModel], Any]) -> dict[str, Any]:
    summary, _, more = (inspect.getdoc(service) or "").partition("\n\n")
    described: dict[str, Any] = {
        "summary": _join(summary),
        **({"description": _join(more)} if more else {}),
        "operationId": service.__name__,
        "responses": _describe_answers(service, named),
    }
    if service.takes is not Nothing and service.verb == "GET":
        described["parameters"] = _describe_parameters(service.takes)
    elif service.takes is not Nothing:
        content = JSON if issubclass(service, ApiService) else FORM
        described["requestBody"] = {"required": True, "content": {content: {"schema": named[service.takes]}}}
    if service.is_open:
        described["security"] = []
    return described


def _join(text: str) -> str:
    """A paragraph as one line."""
    return " ".join(text.split())


def _describe_parameters(model: type[BaseModel]) -> list[dict[str, Any]]:
    schema = model.model_json_schema()
    definitions = schema.get("$defs", {})
    required = schema.get("required", [])
    return [
        {
            "name": name,
            "in": "query",
            "required": name in required,
            "description": field.get("description", ""),
            "schema": _inline({key: value for key, value in field.items() if key != "description"}, definitions),
        }
        for name, field in schema["properties"].items()
    ]


def _inline(schema: Any, definitions: Mapping[str, Any]) -> Any:
    """A parameter's schema without references."""
    if isinstance(schema, list):
        return [_inline(part, definitions) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return _inline(definitions[schema["$ref"].rpartition("/")[2]], definitions)
    return {key: _inline(value, definitions) for key, value in schema.items()}


def _describe_answers(service: type[Service], named: Mapping[type[BaseModel], Any]) -> dict[str, Any]:
    gives = named.get(service.gives, {"type": "object"})
    if issubclass(service, ApiService):
        data = {"anyOf": [gives, {"type": "array", "items": gives}]} if service.may_list else gives
        success = {"type": "object", "properties": {"success": {"const": True}, "data": data}}
        answers = {str(status): _answer("The answer.", success) for status in service.statuses if status < 400}
        refusals = {str(status): _answer("A refusal.", named[ApiError]) for status in service.statuses if status >= 400}
        return answers | refusals | _describe_refusals(service, named[ApiError])
    told = {"oneOf": [gives, named[Error]]} if not service.is_quick else gives
    answers = {str(status): _answer("The answer, or why there is none.", told) for status in service.statuses}
    if service.text_type:
        answers["200"]["content"][service.text_type] = {"schema": {"type": "string"}}
    return answers | _describe_refusals(service, named[Error])


def _describe_refusals(service: type[Service], schema: Any) -> dict[str, Any]:
    """Those that come before any service is asked."""
    refusals = {} if service.is_open else {"401": "No right name and password."}
    if service.verb == "POST":
        refusals |= {"403": "An order from a page of another site.", "413": "The body is too large."}
    return {status: _answer(why, schema) for status, why in refusals.items() if int(status) not in service.statuses}


def _answer(description: str, schema: Any) -> dict[str, Any]:
    return {"description": description, "content": {JSON: {"schema": schema}}}
