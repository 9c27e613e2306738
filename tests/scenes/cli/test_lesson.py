"""`squish lesson` as it is typed."""

import shutil
from pathlib import Path
from urllib.request import urlopen

import pytest
from typed import left, refusal

from scenes.cli.main import run


@pytest.fixture
def own(coloured, elsewhere) -> Path:
    """The film of three colours, in the folder to work in, where it may be damaged."""
    shutil.copytree(coloured.parent, "film", ignore=lambda *_: ["partial_movie_files"])
    return Path("film") / coloured.name


def test_a_film_becomes_a_lesson(capsys, own) -> None:
    assert run(["lesson", str(own), "-o", "made", "--lang", "ja"]) == 0
    assert capsys.readouterr().out == "made/index.html has Colours.\n"
    assert left(Path("made")) == ["Colours", "README.txt", "index.html", "networks", "play.html"]
    assert not list(Path("made").rglob("*.en.vtt"))


def test_all_films_that_were_rendered_become_a_lesson(own) -> None:
    Path("renders/videos/colours").mkdir(parents=True)
    own.parent.rename("renders/videos/colours/180p15")
    assert run(["lesson", "--scorm"]) == 0
    made = ["Colours", "README.txt", "index.html", "lesson.zip", "networks", "play.html"]
    assert left(Path("renders/lesson")) == made


def test_a_lesson_is_made_anew_where_one_is(own) -> None:
    assert run(["lesson", str(own), "-o", "made"]) == 0
    before = left(Path("made/Colours"))
    Path("made/Colours/Colours.mp4").write_bytes(b"")
    Path("made/Colours/own.txt").touch()
    assert run(["lesson", str(own), "-o", "made"]) == 0
    assert left(Path("made/Colours")) == sorted([*before, "own.txt"])
    assert Path("made/Colours/Colours.mp4").stat().st_size > 0


class Visitor:
    """Stands in the place of the wait for Ctrl-C: looks at the page, then types it."""

    def wait(self) -> None:
        with urlopen("http://127.0.0.1:8123/index.html") as answer:
            assert answer.status == 200
        raise KeyboardInterrupt


def test_a_lesson_is_served_until_somebody_ends_it(capsys, own, monkeypatch) -> None:
    monkeypatch.setattr("scenes.lesson.server.PORT", 8123)
    monkeypatch.setattr("scenes.cli.lesson.Event", Visitor)
    assert run(["lesson", str(own), "-o", "made", "--serve"]) == 0
    assert capsys.readouterr().out == (
        "made/index.html has Colours.\n"
        "It is at http://127.0.0.1:8123/ on this machine; Ctrl-C ends that.\n"
        "\nmade is no longer served.\n"
    )


def damage(film: Path) -> None:
    film.write_bytes(film.read_bytes()[:1500])


@pytest.mark.parametrize(
    ("spoil", "arguments", "reason"),
    [
        (lambda film: film.with_suffix(".cues.json").unlink(), [], "no Colours.cues.json beside"),
        (damage, [], "belongs to another film"),
        (lambda film: None, ["--lang", "en,fr"], "no 'fr'; it has en, ja"),
        (lambda film: film.with_suffix(".network.npz").write_text("x"), [], "belongs to another"),
        (lambda film: film.unlink(), [], "No film at film/Colours.mp4"),
        (lambda film: None, ["-o", "film/Colours.mp4"], "is a file"),
    ],
    ids=["no cues", "damaged", "language", "network", "no film", "no folder"],
)
def test_what_cannot_become_a_lesson_is_refused_and_nothing_is_written(
    capsys, own, spoil, arguments, reason
) -> None:
    spoil(own)
    before = left(Path("film"))
    told = refusal(
        capsys, "lesson", own, *(arguments if "-o" in arguments else ["-o", "made", *arguments])
    )
    assert reason in told
    assert left(Path()) == ["film"]
    assert left(Path("film")) == before


def test_without_films_the_command_says_so(capsys, elsewhere) -> None:
    assert "No films in renders" in refusal(capsys, "lesson")
