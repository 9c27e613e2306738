import io
from pathlib import Path

import pytest
import stand_ins
from PIL import Image
from rich.console import Console

from network import draw_digit
from network.assets import asset
from scenes.batch import jobs as listed
from scenes.batch.jobs import Job
from scenes.batch.pictures import pictures_in
from scenes.batch.process_pool import process_pool
from scenes.batch.report import MISSING, STOPPED
from scenes.batch.runner import BatchRunner
from scenes.script.running_order import running_order

CHILDREN = 6
WEIGHTS = asset("weights", "digits.npz")
FILM = running_order().explaining.source


@pytest.fixture
def jobs(tmp_path) -> list[Job]:
    """Films of a class, of whose pictures one is unreadable."""
    folder = tmp_path / "class"
    folder.mkdir()
    for number in range(CHILDREN):
        image = (255 * draw_digit(number, number).image).round().astype("uint8")
        Image.fromarray(image).save(folder / f"child-{number}.png")
    (folder / "child-4.png").write_text("No picture, but words.")
    pictures = pictures_in(folder, labelled=False)
    return listed.jobs([FILM], pictures, [WEIGHTS], ["l"])


@pytest.fixture
def make(jobs, tmp_path):
    def made(pool=stand_ins.at_hand, languages=None, console=None):
        console = console or Console(quiet=True)
        return BatchRunner(jobs, tmp_path / "films", languages, console).run(pool)

    return made


def films(folder: Path) -> list[str]:
    return sorted(path.read_text() for path in folder.rglob("*.mp4"))


def test_a_killed_worker_and_a_bad_picture_cost_no_other_film(make, tmp_path) -> None:
    report = make(lambda left: process_pool(left, 1, stand_ins.film))
    assert (report.made, report.restarted, report.status) == (CHILDREN - 1, 1, MISSING)
    ((reason, names),) = report.refused.items()
    assert "child-4.png is a text" in reason and names == ["child-4"]
    assert films(tmp_path / "films") == ["child-0", "child-1", "child-2", "child-3", "child-5"]
    assert list((tmp_path / "films").rglob(".*")) == []


def test_what_stands_is_not_made_again(make, jobs, tmp_path) -> None:
    make()
    report = make()
    assert (report.made, report.stood) == (0, CHILDREN - 1)
    image = (255 * draw_digit(8, 1).image).round().astype("uint8")
    Image.fromarray(image).save(tmp_path / "class" / "child-1.png")
    report = make()
    assert (report.made, report.stood) == (1, CHILDREN - 2)


def test_a_pool_that_is_stopped_leaves_whole_films_and_the_rest_is_made_later(
    make, tmp_path
) -> None:
    def stopped(left):
        yield from stand_ins.at_hand(left[:3])
        raise KeyboardInterrupt

    report = make(stopped)
    assert (report.made, report.status) == (3, STOPPED)
    assert [*report.reasons()][-1] == "Stopped. The same command goes on from here."
    report = make()
    assert (report.made, report.stood) == (CHILDREN - 4, 3)


def test_a_full_disk_ends_the_work_with_a_sentence(make, monkeypatch, tmp_path) -> None:
    write = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        if tmp_path / "films" in path.parents:
            raise OSError(28, "No space left on device")
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    report = make()
    assert (report.made, report.status) == (0, MISSING)
    assert report.broken_off.startswith(f"No room is left for {tmp_path / 'films'}")


def test_a_folder_that_takes_no_film_is_a_refusal_of_that_film(make, jobs, tmp_path) -> None:
    (tmp_path / "films" / FILM.name).mkdir(parents=True)
    (tmp_path / "films" / FILM.name / "child-1").write_text("A file in the way.")
    report = make()
    assert report.made == CHILDREN - 2
    assert any("child-1 is a file" in reason for reason in report.refused)


def test_a_folder_that_cannot_be_written_is_refused_before_anything_is_made(jobs) -> None:
    def none(left):
        raise AssertionError

    with pytest.raises(OSError, match="Nothing can be written to /proc"):
        BatchRunner(jobs, Path("/proc/films"), None, Console(quiet=True)).run(none)


def test_a_scheduler_that_goes_away_ends_the_work_with_a_sentence(make) -> None:
    def gone(left):
        yield from stand_ins.at_hand(left[:1])
        raise ConnectionError("The scheduler has gone.")

    report = make(gone)
    assert (report.made, report.status) == (1, MISSING)
    assert "The scheduler has gone. The same command" in report.broken_off


def test_captions_come_in_the_languages_asked_for(make, tmp_path) -> None:
    make(languages=["ja"])
    place = tmp_path / "films" / FILM.name / "child-0" / "digits" / "480p15"
    assert [path.name for path in place.glob("*.vtt")] == [f"{FILM.class_name}.ja.vtt"]
    make(languages=["en"])
    assert f"{FILM.class_name}.en.vtt" in {path.name for path in place.glob("*.vtt")}


def test_where_nobody_sits_at_a_terminal_each_film_is_told_in_a_line(make) -> None:
    told = io.StringIO()
    make(console=Console(file=told, width=80))
    assert told.getvalue().splitlines() == [f"made child-{place}" for place in (0, 1, 2, 3, 5)]


def test_the_table_keeps_within_80_characters(jobs) -> None:
    from scenes.batch.events import Finished, Progress
    from scenes.batch.progress import ProgressTable

    told = io.StringIO()
    console = Console(file=told, width=80, force_terminal=True, color_system=None)
    names = ["forward_pass a-child-of-a-long-name digits 2160p60", "short"]
    with ProgressTable(names, [4740, 4740], console) as table:
        (begun,) = console.render_lines(table.get_renderable(), pad=False)
        assert begun[0].text.startswith("0 of 2 films")
        table.show(Progress(0, "a-long-beat", 2400))
        table.show(Finished(1, {}))
        shown = console.render_lines(table.get_renderable(), pad=False)
    lines = ["".join(part.text for part in line) for line in shown]
    assert max(map(len, lines)) <= 80
    assert lines[0].startswith("forward_pass a-child-of-a-long")
    assert lines[1].startswith("1 of 2 films")


@pytest.mark.parametrize("terminal", [True, False])
def test_brackets_in_a_name_are_shown_as_they_are(terminal) -> None:
    from scenes.batch.events import Finished, Progress
    from scenes.batch.progress import ProgressTable

    told = io.StringIO()
    console = Console(file=told, width=80, force_terminal=terminal, color_system=None)
    with ProgressTable(["[red]a", "[/b]"], [10, 10], console) as table:
        for place in (0, 1):
            table.show(Progress(place, "look", 5))
        table.refresh()
        for place in (0, 1):
            table.show(Finished(place, {}))
    assert "[red]a" in told.getvalue() and "[/b]" in told.getvalue()
