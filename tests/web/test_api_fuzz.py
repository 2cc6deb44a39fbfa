"""Whatever is asked of the API, it answers as its description says: nothing crashes, nothing wrong is taken."""

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.schemas import BaseSchema

from tests.web.small import first_plan, publish_plan, small_territory
from web.api.views import description
from web.database import database

EXAMPLES = 15
"""For each address, of requests that should be answered and of ones that should not, on each of the two databases."""


@pytest.fixture
def schema(app: Flask) -> BaseSchema:
    territory = small_territory()
    with app.app_context():
        publish_plan(database.session(), territory, first_plan(territory))
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_every_answer_is_as_described(schema: BaseSchema, mode: GenerationMode) -> None:
    asked = []
    for found in schema.get_all_operations():
        operation = found.ok()
        asked.append(operation.path)

        @given(operation.as_strategy(generation_mode=mode))
        @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
        def ask(case: Case) -> None:
            case.call_and_validate()

        ask()

    assert sorted(asked) == sorted(description()["paths"])
