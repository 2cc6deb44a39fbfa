"""What a reader is told stays readable at the end of a line, and what people have written stays text."""

from scheduler.domain.text import Text
from web.public.reader import Reader


def test_hours_stay_together_and_the_rest_is_escaped() -> None:
    said = Text(fr="Mairie <b>, 9 h – 12 h et 13 h 30 – 17 h, 9h–12h30", en="Town hall & <b>, 9:00 – 12:00")

    together = '<span class="span">{}</span>'.format
    nbsp = "\u00a0"
    first, second, third = "9 h – 12 h".replace(" ", nbsp), "13 h 30 – 17 h".replace(" ", nbsp), "9h–12h30"
    french = Text(fr=said.fr.replace("9 h – 12 h", first).replace("13 h 30 – 17 h", second), en="")
    assert Reader("fr").line(french) == (
        f"Mairie &lt;b&gt;, {together(first)} et {together(second)}, {together(third)}"
    )
    english = Text(fr="", en=said.en.replace("9:00 – 12:00", f"9:00{nbsp}–{nbsp}12:00"))
    assert Reader("en").line(english) == f"Town hall &amp; &lt;b&gt;, {together(f'9:00{nbsp}–{nbsp}12:00')}"
