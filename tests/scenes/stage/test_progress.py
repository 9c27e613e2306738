"""How far a film has come, as it is told on a terminal, in a log and in a notebook."""

import io
from types import SimpleNamespace

from rich.console import Console

from scenes.script.script import Beat, Script
from scenes.script.sentence import Sentence
from scenes.stage import progress
from scenes.stage.progress import FilmLog, FilmProgress, progress_of


class Film(SimpleNamespace):
    """A film of 8 seconds whose clock stands where it is put."""

    script = Script(
        "film", {"en": "Film"}, (Beat("all", 8.0, (Sentence("all", {"en": "Look."}),)),)
    )
    time = 0.0


def console(terminal: bool) -> Console:
    return Console(file=io.StringIO(), force_terminal=terminal, width=80, color_system=None)


def test_a_terminal_has_one_bar_with_all_frames_of_the_film() -> None:
    film, terminal = Film(), console(terminal=True)
    with FilmProgress(film, 15, terminal):
        film.time = 2.0
    told = terminal.file.getvalue()
    assert told.count("Rendering") == told.count("/120 frames")
    assert "30/120 frames" in told


def test_a_log_has_a_line_for_the_film_and_one_for_each_quarter() -> None:
    film, log = Film(), console(terminal=False)
    with FilmLog(film, 15, log) as told:
        for film.time in (0.0, 1.9, 2.1, 2.2, 6.5, 8.0):
            told.look()
    first, *quarters = log.file.getvalue().splitlines()
    assert first == "Film: 120 frames to render"
    assert [line.split(",")[0] for line in quarters] == ["25 %", "75 %"]
    assert all(line.endswith(" s left") for line in quarters)


def test_a_log_tells_the_time_that_is_left_by_the_pace_so_far(monkeypatch) -> None:
    film, log = Film(), console(terminal=False)
    clock = iter((100.0, 110.0))
    monkeypatch.setattr(progress, "monotonic", lambda: next(clock))
    told = FilmLog(film, 15, log)
    with told:
        film.time = 2.0
        told.look()
    assert "25 %, about 30 s left" in log.file.getvalue()


def test_a_notebook_keeps_nothing(monkeypatch, capsys) -> None:
    monkeypatch.setattr(progress, "Console", lambda **_: SimpleNamespace(is_jupyter=True))
    with progress_of(Film(), 15):
        pass
    assert capsys.readouterr() == ("", "")
