"""Each film says what it has left out, in every language, and what its ledger has counted."""

from dataclasses import replace

import pytest

from scenes.lesson.left_out import left_out
from scenes.script.glossary import Glossary
from scenes.script.running_order import running_order
from scenes.stage.film import Film

ORDER = running_order()
LONGEST = {"en": 230, "ja": 120}  # characters: a line or two beside a film


@pytest.mark.parametrize("film", ORDER.films, ids=ORDER.names)
def test_every_film_of_the_lesson_says_what_it_left_out(film) -> None:
    glossary = Glossary.load()
    assert film.left_out.keys() == film.title.keys()
    for language, text in film.left_out.items():
        assert text.endswith("." if language == "en" else "。")
        assert 40 < len(text) <= LONGEST[language]
        assert list(glossary.misused(language, text)) == []


def test_no_two_films_left_out_the_same() -> None:
    texts = [text for film in ORDER.films for text in film.left_out.values()]
    assert len({*texts}) == len(texts)


def test_what_the_ledger_has_counted_is_told_if_there_is_any(colours: Film) -> None:
    counted = replace(colours, left_out={"faint_lines": 12345, "terms_summed_up": 0})
    assert list(left_out(counted, "en")) == [
        "It has counted 12,345 lines that were too faint to be seen."
    ]
    assert list(left_out(replace(colours, left_out={}), "en")) == []


def test_a_film_of_the_lesson_tells_its_own_text_first(colours: Film) -> None:
    listed = ORDER.films[0]
    script = replace(colours.script, name=listed.name)
    film = replace(colours, script=script, left_out={"terms_summed_up": 7})
    first, second = left_out(film, "ja")
    assert first == listed.left_out["ja"]
    assert "7" in second
