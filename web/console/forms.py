"""Forms - what those of the console share: where the messages of a field come from, and how they are said."""

from flask_wtf import FlaskForm
from wtforms import Field

from scheduler.domain.text import Text
from web.console.reader import reader


class Form(FlaskForm):  # type: ignore[misc]
    """A form with the token against what other sites send. Fields check nothing by themselves: services do."""

    def refuse(self, field: Field, said: Text) -> None:
        """Puts a message beside a field, and so into the summary."""
        field.errors = [*field.errors, reader().text(said)]
