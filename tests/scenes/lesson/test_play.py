from pathlib import Path

import pytest
from made_up import random_network
from typed import left, refusal

pytest.importorskip("jinja2", reason="the extra [lesson] is absent")

from network import Layer, Network
from scenes.cli.main import run
from scenes.lesson.play import play_page, play_words, with_room, with_shipped
from scenes.script.glossary import Glossary

pytestmark = pytest.mark.usefixtures("elsewhere")


def test_the_page_is_one_file_of_at_most_350_kilobytes(capsys, elsewhere) -> None:
    assert run(["play"]) == 0
    assert left(elsewhere) == ["play.html"]
    assert (elsewhere / "play.html").stat().st_size <= 350_000
    assert "digits, by_hand; open" in capsys.readouterr().out


def test_all_shipped_networks_are_at_hand_each_once(small) -> None:
    found = with_shipped({"own": small})
    assert [*found][:3] == ["own", "digits", "by_hand"]
    assert "step_0000390" in found
    assert "step_0078000" not in found  # which is the network that digits is
    inside, beside = with_room(found)
    assert [*inside, *beside] == [*found]
    assert "own" in inside
    assert len(play_page(inside, beside=beside)) <= 350_000


def test_a_network_that_is_called_like_a_shipped_one_stays_itself(small) -> None:
    found = with_shipped({"digits": small})
    assert found["digits"] is small
    assert found["shipped_digits"].shape == (784, 16, 16, 10)


def test_a_network_too_large_for_others_beside_it_is_in_the_page(rng) -> None:
    large = random_network(rng, 784, 300, 10)
    inside, beside = with_room(with_shipped({"large": large}))
    assert [*inside] == ["large"]
    assert "digits" in beside


def test_all_words_of_the_subject_are_told_on_the_page(small) -> None:
    page = play_page({"small": small})
    for term in Glossary.load().terms:
        for word in term.words.values():
            assert f"<dt>{word}</dt>" in page


def test_only_a_page_that_belongs_to_films_leads_to_them(small) -> None:
    assert 'href="index.html"' in play_page({"small": small}, home="index.html")
    assert "<a " not in play_page({"small": small})


def test_a_network_of_ones_own_is_taken_and_given_as_json(elsewhere, small) -> None:
    small.save("own.npz")
    assert run(["play", "-o", "own.html", "--network", "own.npz", "--export", "own.json"]) == 0
    assert left(elsewhere) == ["own.html", "own.json", "own.npz"]


def test_the_words_are_the_same_ones_in_every_language() -> None:
    english, japanese = play_words()["en"], play_words()["ja"]
    assert english.keys() == japanese.keys()
    assert all(english.values()) and all(japanese.values())


def test_the_words_keep_to_the_glossary() -> None:
    glossary = Glossary.load()
    for language, texts in play_words().items():
        for text in texts.values():
            assert list(glossary.misused(language, text)) == []


def test_networks_of_one_name_are_told_apart(capsys, elsewhere, small) -> None:
    Path("other").mkdir()
    (first, *rest) = small.layers
    other = Network((Layer(-first.weights, first.biases, first.activation), *rest))
    small.save("own.npz")
    other.save("other/own.npz")
    assert "2 files named own.npz; each" in refusal(
        capsys, "play", "--network", "own.npz", "--network", "other/own.npz"
    )
    Path("other/own.npz").rename("other.npz")
    assert run(["play", "-o", "two.html", "--network", "own.npz", "--network", "other.npz"]) == 0
    assert "two.html holds own, other; open it anywhere." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["-o", "play.pdf"], "does not end in .html"),
        (["--export", "own.txt"], "does not end in .json"),
        (["--network", "none.npz"], "No network at none.npz"),
        (["-o", "/proc/play.html"], "Nothing can be written to /proc"),
    ],
)
def test_what_cannot_be_made_leaves_nothing(capsys, elsewhere, arguments, reason) -> None:
    assert reason in refusal(capsys, "play", *arguments)
    assert left(elsewhere) == []


def test_a_network_that_takes_no_digits_is_refused(small) -> None:
    with pytest.raises(ValueError, match="takes 5 inputs; the page gives 784"):
        play_page({"upper": Network(small.layers[1:])})
