from pathlib import Path

import pytest
import stand_ins
from typed import left, refusal

from scenes.cli.main import run

pytestmark = pytest.mark.usefixtures("elsewhere")
PLACE = Path("films/forward_pass/three/digits/480p15")


@pytest.fixture(autouse=True)
def _at_hand(monkeypatch) -> None:
    monkeypatch.setattr("scenes.batch.process_pool.crew", stand_ins.at_hand)


def test_films_are_made_where_their_names_say(capsys) -> None:
    assert run(["render", "--all", "-q", "l", "--lang", "en"]) == 0
    assert capsys.readouterr().out == "films: 1 film made.\n"
    assert left(PLACE) == ["Film.cues.json", "Film.en.vtt", "Film.mp4", "made.json"]


def test_jobs_are_listed_with_numbers_and_nothing_is_made(capsys, elsewhere) -> None:
    assert run(["render", "forward_pass", "-q", "l", "-q", "m", "--list-jobs"]) == 0
    assert capsys.readouterr().out == (
        "1 forward_pass/three/digits/480p15\n2 forward_pass/three/digits/720p30\n"
    )
    assert left(elsewhere) == []


def test_one_job_of_the_list_is_made_by_its_number(capsys) -> None:
    assert run(["render", "forward_pass", "-q", "m", "-q", "l", "--run-job", "2"]) == 0
    assert left(PLACE.parent) == ["480p15"]


def test_what_cannot_be_made_is_reported_and_all_else_is_done(capsys, seven) -> None:
    (seven.parent / "notes.txt").write_text("No picture, but words.")
    arguments = ["forward_pass", "backward_pass", "--pictures", str(seven.parent), "-q", "l"]
    assert run(["render", *arguments]) == 1
    told = capsys.readouterr()
    assert told.out == "films: 1 film made, 3 missing.\n"
    refusals = [line for line in told.err.splitlines() if line.startswith("squish: ")]
    assert len(refusals) == 2
    assert "notes.txt is a text" in refusals[0]
    assert refusals[1].startswith("squish: backward_pass notes and 1 more: No scene")


def test_an_unreachable_scheduler_is_reported(capsys, monkeypatch) -> None:
    monkeypatch.setattr("scenes.batch.dask_cluster.PATIENCE", 1)
    assert run(["render", "--all", "-q", "l", "--scheduler", "tcp://127.0.0.1:1"]) == 1
    assert "squish: No scheduler answers at tcp://127.0.0.1:1" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ([], "Give the names of scenes, or --all"),
        (["forward_pass", "--all"], "Give the names of scenes, or --all"),
        (["--all", "--pictures", ".", "--digits", "."], "--pictures or --digits, not both"),
        (["--all", "--pictures", "none"], "No folder at none"),
        (["--all", "--pictures", "."], "holds no file"),
        (["--all", "--run-job", "2"], "--list-jobs numbers them 1 to 1"),
        (["--all", "--run-job", "0"], "--list-jobs numbers them 1 to 1"),
        (["--all", "--lang", "en,fr"], "no captions in 'fr'"),
        (["--all", "--jobs", "0"], "0 is not in the range"),
        (["--all", "-o", "/proc/films"], "Nothing can be written to /proc"),
    ],
)
def test_what_is_typed_wrong_is_refused_in_one_sentence(
    capsys, elsewhere, arguments, reason
) -> None:
    assert reason in refusal(capsys, "render", *arguments)
    assert left(elsewhere) == []
