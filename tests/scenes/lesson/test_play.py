import pytest
from typed import left, refusal

pytest.importorskip("jinja2", reason="the extra [lesson] is absent")

from network import Network
from scenes.cli.main import run
from scenes.lesson.play import play_page, play_words
from scenes.script.glossary import Glossary

pytestmark = pytest.mark.usefixtures("elsewhere")


def test_the_page_is_one_file_of_at_most_250_kilobytes(capsys, elsewhere) -> None:
    assert run(["play"]) == 0
    assert left(elsewhere) == ["play.html"]
    assert (elsewhere / "play.html").stat().st_size <= 250_000
    assert "digits, by_hand" in capsys.readouterr().out


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
