"""docs/api.md and the OpenAPI description are true to the code."""

from __future__ import annotations

from typing import Any

import pytest
from scrapyd import Config

from jobserver.openapi import describe_services
from jobserver.reference import CONFIGURATION, write_reference
from jobserver.services.service import Service
from jobserver.webroot import load_services
from tests.crawling import ROOT


@pytest.fixture(scope="module")
def services() -> dict[str, type[Any]]:
    return load_services(Config(extra_sources=[str(CONFIGURATION)]))


@pytest.fixture(scope="module")
def document(services: dict[str, type[Any]]) -> dict[str, Any]:
    return describe_services(services)


def test_the_page_is_what_the_code_makes_of_it():
    assert (ROOT / "docs" / "api.md").read_text() == write_reference(), "python -m jobserver.reference > docs/api.md"


def test_every_service_is_described_with_what_it_takes_and_gives(
    services: dict[str, type[Any]], document: dict[str, Any]
):
    assert set(document["paths"]) == set(services)
    for path, service in services.items():
        assert issubclass(service, Service)
        (described,) = document["paths"][path].values()
        assert described["summary"] and described["operationId"] == service.__name__
        before = set() if service.is_open else {"401"}
        before |= {"403", "413"} if service.verb == "POST" else set()
        assert set(described["responses"]) == {str(status) for status in service.statuses} | before


def test_every_reference_leads_somewhere(document: dict[str, Any]):
    def references(part: Any) -> set[str]:
        if isinstance(part, dict):
            own = {part["$ref"]} if "$ref" in part else set()
            return own.union(*(references(value) for value in part.values()))
        return set().union(*map(references, part)) if isinstance(part, list) else set()

    known = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}
    assert references(document) <= known


def test_only_health_is_described_as_open(document: dict[str, Any]):
    open_ = [
        path for path, methods in document["paths"].items() for call in methods.values() if call.get("security") == []
    ]
    assert open_ == ["/health"]
