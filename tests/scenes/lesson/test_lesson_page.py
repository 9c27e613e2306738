import base64
import json
import re
from dataclasses import replace

import pytest
from outline import Outline

pytest.importorskip("jinja2", reason="the extra [lesson] is absent")
from markupsafe import escape

from scenes.lesson import lesson_page as page_of_lesson
from scenes.lesson.at_play import PlayPage
from scenes.lesson.lesson_page import beside, lesson_page
from scenes.script.glossary import Glossary

PAGES = ("index.html", "Colours/Colours.page.html", "Colours/Colours.transcript.html")
HELD = re.compile(r"<(script|style)[^>]*>.*?</\1>", re.DOTALL)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_whole_and_nothing_in_its_texts_is_markup(made_lesson, name) -> None:
    page = (made_lesson / name).read_text("utf-8")
    outline = Outline(page)
    kinds = [each.get("type", "run") for each in outline.all("script")]
    assert kinds.count("run") == 2  # one before anything is seen, one at the end
    assert set(kinds) <= {"run", "application/ld+json"}
    assert "<script>alert(" not in page
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


def test_a_link_to_a_page_shows_what_it_is_about(made_lesson, colours) -> None:
    page = (made_lesson / "Colours" / "Colours.transcript.html").read_text("utf-8")
    told = {
        each.get("property") or each.get("name"): each.get("content")
        for each in Outline(page).all("meta")
    }
    assert told["og:title"] == colours.script.title["en"]
    assert told["description"] == told["og:description"]
    assert "goes through a network of" in told["description"]
    assert "og:image" not in told  # nobody has said where the page will lie
    at = lesson_page([colours], ["en"], beside, at="https://example.org/lesson")
    assert 'og:image" content="https://example.org/lesson/Colours.poster.jpg"' in at


def test_search_engines_are_told_of_each_film(made_lesson, colours) -> None:
    page = (made_lesson / "index.html").read_text("utf-8")
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    films = json.loads(found[1])
    assert [each["@type"] for each in films] == ["VideoObject"] * 2
    assert films[0]["name"] == colours.script.title["en"]
    assert films[0]["duration"] == "PT2S"
    for address in ("contentUrl", "thumbnailUrl"):
        assert (made_lesson / films[0][address]).is_file()


def test_all_words_of_the_subject_are_told_on_the_page(made_lesson) -> None:
    page = (made_lesson / "index.html").read_text("utf-8")
    for term in Glossary.load().terms:
        for language, word in term.words.items():
            assert f'data-language="{language}">{word}</dt>' in page
            assert str(escape(term.meaning[language])) in page


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


def test_a_question_brings_its_choices_in_all_languages(asking) -> None:
    page = lesson_page([asking], ["en", "ja"], beside)
    outline = Outline(page)
    (ask,) = [each for each in outline.all("div") if each.get("class") == "ask"]
    assert (ask["data-at"], ask["data-until"]) == ("1.0", "1.6")
    buttons = [each for each in outline.all("button") if each.get("class") == "choice"]
    assert len(buttons) == 6
    right = [place for place, each in enumerate(buttons) if "data-right" in each]
    answer = asking.cast.lead.answer
    assert right == [answer, answer + 3]
    assert str(escape(f"<{asking.cast.lead.answer_label}>")) in page


def test_a_film_without_questions_has_none_on_its_page(colours) -> None:
    assert 'class="ask"' not in lesson_page([colours], ["en", "ja"], beside)


def test_each_film_tells_its_place_and_leads_to_the_films_beside_it(made_lesson) -> None:
    page = (made_lesson / "index.html").read_text("utf-8")
    films = re.findall(r'<article .*?id="(\w+)".*?</article>', page, re.DOTALL)
    assert films == ["Colours", "Again"]
    first, second = re.findall(r"<article.*?</article>", page, re.DOTALL)
    assert "Film 1 of 2" in first and "Film 2 of 2" in second
    assert [part.count('class="now"') for part in (first, second)] == [1, 1]
    assert '<a class="next" href="#Again">' in first and 'class="before"' not in first
    assert '<a class="before" href="#Colours">' in second and 'class="next"' not in second


def test_one_film_alone_has_no_place_in_a_course(made_lesson) -> None:
    page = (made_lesson / "Colours" / "Colours.page.html").read_text("utf-8")
    for name in ("cells", "onward", "progress"):
        assert f'class="{name}' not in page


def test_a_beat_opens_what_it_shows_in_the_page_to_play_with(colours, monkeypatch) -> None:
    shown = ["play.html#sample=one", "", "play.html#sample=two&neuron=2"]
    monkeypatch.setattr(page_of_lesson, "addresses", lambda *_: shown)
    page = lesson_page([colours], ["en", "ja"], beside, play=PlayPage({}))
    links = [each for each in Outline(page).all("a") if each.get("class") == "try"]
    assert [each["href"] for each in links] == [shown[0], shown[2]]
    assert 'class="try"' not in lesson_page([colours], ["en", "ja"], beside)


def test_what_a_film_left_out_stands_beside_it(colours) -> None:
    page = lesson_page([replace(colours, left_out={"faint_lines": 3})], ["en", "ja"], beside)
    assert "What this film left out" in page
    assert "3 lines that were too faint" in page and "薄すぎて見えない線を、3本" in page
    assert "What this film left out" not in lesson_page([colours], ["en"], beside)
