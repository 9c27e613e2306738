import base64
import re

import pytest
from outline import Outline

from scenes.lesson.lesson_page import beside, lesson_page

PAGES = ("index.html", "Colours/Colours.page.html", "Colours/Colours.transcript.html")
HELD = re.compile(r"<(script|style)>.*?</\1>", re.DOTALL)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_whole_and_nothing_in_its_texts_is_markup(made_lesson, name) -> None:
    page = (made_lesson / name).read_text("utf-8")
    outline = Outline(page)
    assert len(outline.all("script")) == 1
    assert "alert(" not in "".join(found[0] for found in HELD.finditer(page))
    assert "&lt;script&gt;alert(" in page


@pytest.mark.parametrize("name", PAGES)
def test_every_address_is_beside_the_page_or_inside_it(made_lesson, name) -> None:
    outline = Outline((made_lesson / name).read_text("utf-8"))
    addresses = [
        value
        for _, attributes in outline.elements
        for key, value in attributes.items()
        if key in ("src", "href", "poster")
    ]
    identifiers = {attributes.get("id") for _, attributes in outline.elements}
    assert addresses
    for address in addresses:
        if address.startswith("#"):
            assert address[1:] in identifiers
        elif not address.startswith("data:"):
            assert ((made_lesson / name).parent / address).is_file()


def test_captions_are_those_that_lie_beside_the_film(made_lesson) -> None:
    outline = Outline((made_lesson / "Colours" / "Colours.transcript.html").read_text("utf-8"))
    for track in outline.all("track"):
        ending = "vtt" if track["kind"] == "captions" else "chapters.vtt"
        file = made_lesson / "Colours" / f"Colours.{track['srclang']}.{ending}"
        assert base64.b64decode(track["src"].partition(",")[2]).decode() == file.read_text("utf-8")
    assert len(outline.all("track")) == 4


def test_a_page_of_one_language_has_nothing_to_switch(colours) -> None:
    page = lesson_page([colours], ["ja"], beside)
    assert '<html lang="ja">' in page
    assert 'type="radio"' not in page
    assert "The answer is" not in page


def test_each_term_is_marked_once_in_each_language(made_lesson) -> None:
    page = (made_lesson / "Colours" / "Colours.page.html").read_text("utf-8")
    marked = re.findall(r'popovertarget="term-weight">(.*?)</button>', page)
    assert marked == ["weight", "重み"]
    assert page.count('id="term-weight"') == 1


def test_no_line_parts_a_term_from_the_signs_around_it(made_lesson) -> None:
    page = (made_lesson / "Colours" / "Colours.page.html").read_text("utf-8")
    assert re.search(r'<span class="whole">「<button [^>]*>重み</button>」。</span>', page)


def test_the_page_to_play_with_is_linked_to_where_it_is(made_lesson, colours) -> None:
    assert 'href="play.html"' in (made_lesson / "index.html").read_text("utf-8")
    assert 'href="play.html"' not in lesson_page([colours], ["en"], beside)
