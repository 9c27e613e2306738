"""The clock: at every rate a film follows its script to a frame, from its start to its end."""

from pathlib import Path

import av
import pytest
from manim import LEFT, RIGHT, AnimationGroup, Dot, Indicate, Square, ValueTracker
from watching import frames

from scenes.script import film_source
from scenes.stage.inspection import watch
from scenes.stage.scene import FilmScene

SECONDS = 6.6, 4.2, 3.0
RATES = [5, 15, 23.976, 24, 25, 30, 48, 50, 60]


class Steps(FilmScene):
    """A film in steps of 0.2 s, each of them a play; in every beat four look alike."""

    def construct(self) -> None:
        shape, other = Square(), Dot()
        for number, seconds in enumerate(SECONDS):
            with self.beat(f"beat-{number}"):
                for step in range(round(5 * seconds) - 7):
                    self.play(shape.animate(run_time=0.2).shift(0.01 * (step + 1) * RIGHT))
                for _ in range(4):
                    self.play(Indicate(other, run_time=0.2))
                self.play(AnimationGroup(shape.animate(run_time=0.2).shift(LEFT)))
                assert self.seconds_left == pytest.approx(0.4)


@pytest.fixture
def steps(tmp_path: Path, monkeypatch, scrawl, small):
    """A way to set up the film at a rate."""
    beats = "".join(
        f'[[beats]]\nname = "beat-{number}"\nseconds = {seconds}\nen = "Look."\n'
        for number, seconds in enumerate(SECONDS)
    )
    (tmp_path / "script").mkdir()
    path = tmp_path / "script" / "steps.toml"
    path.write_text('title = { en = "Steps" }\n' + beats, encoding="utf-8")
    monkeypatch.setattr(film_source, "SCRIPTS", tmp_path / "script")
    return lambda: Steps(digit=scrawl, network=small)


@pytest.mark.parametrize("rate", RATES)
def test_no_beat_strays_from_its_script_by_more_than_half_a_frame(steps, rate) -> None:
    with frames(rate=rate, dry_run=True):
        made = steps()
        watch(made, lambda: None)
    ends = [sum(SECONDS[: place + 1]) for place in range(len(SECONDS))]
    assert [cue.end for cue in made.cues] == pytest.approx(ends, abs=0.5 / rate + 1e-3)
    assert made.time == pytest.approx(made.cues[-1].end, abs=1e-3)


@pytest.mark.parametrize("rate", [15, 30, 50, 60])
def test_where_steps_are_whole_frames_cues_are_the_script_s_seconds(steps, rate) -> None:
    with frames(rate=rate, dry_run=True):
        made = steps()
        watch(made, lambda: None)
    assert [(cue.start, cue.end) for cue in made.cues] == [(0, 6.6), (6.6, 10.8), (10.8, 13.8)]


@pytest.mark.parametrize("rate", [24, 25])
def test_the_file_is_as_long_as_its_captions_say(steps, rate, tmp_path) -> None:
    with frames(height=90, rate=rate, media_dir=str(tmp_path), disable_caching=False):
        made = steps()
        made.render()
    with av.open(made.renderer.file_writer.final_file_path) as film:
        shown = sum(1 for _ in film.decode(video=0))
    assert shown == round(sum(SECONDS) * rate) == round(made.cues[-1].end * rate)


def test_looking_alike_is_not_lasting_alike(steps, tmp_path) -> None:
    with frames(height=90, rate=24, media_dir=str(tmp_path), disable_caching=False):
        made = steps()
        made.render()
        again = steps()
        again.render()
    assert again.renderer.file_writer.partial_movie_files == (
        made.renderer.file_writer.partial_movie_files
    )
    assert again.cues == made.cues


class CutShort(FilmScene):
    """A film that waits until something has happened, then goes on in step."""

    def construct(self) -> None:
        tracker, moments = ValueTracker(), iter(range(100))
        with self.beat("beat-0"):
            self.play(tracker.animate(run_time=0.2).set_value(1))
            self.wait_until(lambda: next(moments) >= 10, max_time=4)
            self.play(tracker.animate(run_time=0.2).set_value(2))
        for beat in ("beat-1", "beat-2"):
            with self.beat(beat):
                self.wait(0.4)


@pytest.mark.parametrize("rate", [15, 24])
def test_a_wait_that_is_cut_short_takes_only_its_own_time(steps, tmp_path, rate) -> None:
    steps_script = (tmp_path / "script" / "steps.toml").read_text(encoding="utf-8")
    (tmp_path / "script" / "cut_short.toml").write_text(steps_script, encoding="utf-8")
    with frames(rate=rate, dry_run=True):
        made = CutShort(digit=steps().digit, network=steps().network)
        left: list[float] = []
        play = made.play
        made.play = lambda *args, **options: (play(*args, **options), left.append(made.time))
        watch(made, lambda: None)
    assert left[1] - left[0] == pytest.approx(11 / rate)
    assert left[2] - left[1] == pytest.approx(0.2, abs=0.5 / rate)
    assert made.cues[-1].end == pytest.approx(sum(SECONDS), abs=0.5 / rate)
