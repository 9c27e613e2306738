from pathlib import Path

import pytest

from scenes.script.glossary import Glossary, GlossaryTerm
from scenes.script.script import Beat, Script
from scenes.script.sentence import Sentence

SCRIPTS = sorted((Path(__file__).parents[3] / "assets" / "script").glob("*.toml"))
FILMS = [path for path in SCRIPTS if path.stem != "glossary"]
TERMS = ["digit", "pixel", "neuron", "layer", "weight", "bias", "product", "weighted_sum"]
TERMS += ["activation", "score", "answer", "sigmoid", "input", "brightness", "grid", "network"]
TERMS += ["runner_up", "margin"]


def says(language: str, line: str) -> Script:
    return Script(
        "film", {language: "Film"}, (Beat("say", 2.0, (Sentence("say", {language: line}),)),)
    )


@pytest.mark.parametrize("path", FILMS, ids=lambda path: path.stem)
def test_scripts_keep_to_the_glossary(path) -> None:
    assert Script.load(path).drift(Glossary.load()) == []


@pytest.mark.parametrize("name", TERMS)
def test_every_word_of_the_subject_is_told_in_both_languages(name) -> None:
    term = Glossary.load().term(name)
    for told in (term.words, term.meaning):
        assert set(told) == {"en", "ja"}
        assert all(text and "\n" not in text for text in told.values())


def test_the_words_that_films_write_are_told_in_both_languages() -> None:
    on_screen = Glossary.load().on_screen
    assert {"others", "runner_up", "margin", "label"} <= set(on_screen)
    assert all(set(words) == {"en", "ja"} for words in on_screen.values())


def test_a_word_that_drifts_would_be_found() -> None:
    assert says("en", "Each Unit has weights.").drift(Glossary.load()) == [
        "film, beat 'say', 'en': 'unit' where the glossary says 'neuron'."
    ]
    assert says("ja", "ウェイトを掛けます。").drift(Glossary.load()) == [
        "film, beat 'say', 'ja': 'ウェイト' where the glossary says '重み'."
    ]


def test_a_word_that_drifts_in_a_variant_would_be_found() -> None:
    beat = Beat(
        "say",
        2.0,
        (Sentence("say", {"en": "Fine."}, {"wrong": {"en": "Its prediction is wrong."}}),),
    )
    assert len(Script("film", {"en": "Film"}, (beat,)).drift(Glossary.load())) == 1


@pytest.mark.parametrize("line", ["A unity of purpose.", "{layers.0.unit}", "A subclass."])
def test_a_part_of_another_word_or_of_a_path_is_no_drift(line) -> None:
    assert says("en", line).drift(Glossary.load()) == []


@pytest.mark.parametrize("line", ["Two units.", "All classes.", "A pre-activation."])
def test_plurals_and_hyphens_are_found_too(line) -> None:
    assert len(says("en", line).drift(Glossary.load())) == 1


def test_a_term_that_forbids_itself_is_refused() -> None:
    with pytest.raises(ValueError, match="forbids 'unit'"):
        GlossaryTerm("neuron", {"en": "unit"}, {"en": "It fires."}, {"en": ("unit",)})


def test_a_term_without_a_meaning_in_a_language_is_refused() -> None:
    with pytest.raises(ValueError, match="meaning in en; the languages must agree"):
        GlossaryTerm("neuron", {"en": "neuron", "ja": "ニューロン"}, {"en": "It fires."}, {})


def test_an_unknown_term_is_refused() -> None:
    with pytest.raises(ValueError, match="No term 'synapse'"):
        Glossary.load().term("synapse")


def test_a_missing_glossary_is_refused(tmp_path) -> None:
    with pytest.raises(FileNotFoundError, match="No glossary at"):
        Glossary.load(tmp_path / "glossary.toml")


@pytest.mark.parametrize("text", ["neuron = 3", "[neuron]\nen = 'neuron'", "[neuron"])
def test_a_file_that_is_no_glossary_is_refused_with_its_path(tmp_path, text) -> None:
    path = tmp_path / "glossary.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"glossary\.toml"):
        Glossary.load(path)


@pytest.mark.parametrize(
    ("language", "text", "marked"),
    [
        ("en", "Weights, weighted sum", [("Weights", "weight"), ("weighted sum", "weighted_sum")]),
        ("en", "An unweighted pixelation", []),
        ("ja", "重み付き和は重みから", [("重み付き和", "weighted_sum"), ("重み", "weight")]),
        ("fr", "le digit", []),
    ],
)
def test_terms_are_found_in_a_text_the_longer_ones_first(language, text, marked) -> None:
    pieces = list(Glossary.load().marked(language, text))
    assert "".join(piece for piece, _ in pieces) == text
    assert [(piece, term.name) for piece, term in pieces if term] == marked
