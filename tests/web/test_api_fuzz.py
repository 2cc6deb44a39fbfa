"""Whatever is asked of the API, it answers as its description says: nothing crashes, nothing wrong is taken."""

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.schemas import BaseSchema

from web.api.views import description
from web.database import database

EXAMPLES = {"postgresql": 15, "sqlite": 5}
"""For each address, of requests that should be answered and of ones that should not: the same on both databases, of
which SQLite takes whatever it is given."""


@pytest.fixture
def schema(published: Flask) -> BaseSchema:
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", published)


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_every_answer_is_as_described(published: Flask, schema: BaseSchema, mode: GenerationMode) -> None:
    with published.app_context():
        examples = EXAMPLES[database.engine.dialect.name]
    asked = []
    for found in schema.get_all_operations():
        operation = found.ok()
        asked.append(operation.path)

        @given(operation.as_strategy(generation_mode=mode))
        @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
        def ask(case: Case) -> None:
            case.call_and_validate()

        ask()

    assert sorted(asked) == sorted(description()["paths"])
