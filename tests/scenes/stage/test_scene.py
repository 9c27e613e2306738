"""The stage: time is kept, files are whole, and a slip is answered by a sentence."""

import json
from itertools import pairwise
from pathlib import Path

import av
import pytest
from manim import RIGHT, Circle, Dot, FadeOut, Group, Square, config
from oracle import Oracle
from watching import frames

from network import Digit, Network
from scenes import theme
from scenes.mobjects.words import Readout
from scenes.renderer import segment
from scenes.script import film_source
from scenes.stage.cast import Cast
from scenes.stage.film import Film
from scenes.stage.inspection import inspected, watch
from scenes.stage.scene import FilmScene

SCRIPT = """
title = { en = "Two beats", ja = "二拍" }
[[beats]]
name = "one"
seconds = 1.0
en = "A number comes."
ja = "数が来る。"
[[beats]]
name = "two"
seconds = 0.6
en = "It goes."
ja = "去る。"
"""


class TwoBeats(FilmScene):
    """A film of 1.6 seconds."""

    def construct(self) -> None:
        shape = Square()
        with self.beat("one"):
            self.play(shape.animate(run_time=0.4).shift(RIGHT))
            self.add(Readout(self.forward_pass, "layers.0.weighted_sums.0"))
        with self.beat("two"):
            self.play(shape.animate(run_time=0.6).shift(RIGHT))


@pytest.fixture
def assets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the scripts of made-up films."""
    folder = tmp_path / "assets"
    (folder / "script").mkdir(parents=True)
    (folder / "script" / "two_beats.toml").write_text(SCRIPT, encoding="utf-8")
    monkeypatch.setattr(film_source, "SCRIPTS", folder / "script")
    return folder


@pytest.fixture
def film(assets: Path, scrawl: Digit, small: Network, tmp_path: Path):
    """A way to make a film of a class, about made-up numbers."""

    def make(scene: type[FilmScene] = TwoBeats, **options) -> FilmScene:
        with frames(height=120, media_dir=str(tmp_path / "media"), **options):
            made = scene(digit=scrawl, network=small)
            made.render()
        return made

    return make


def test_a_beat_holds_its_picture_until_its_time_is_over(film) -> None:
    made = film()
    assert [(cue.beat, cue.start, cue.end) for cue in made.cues] == [
        ("one", 0, 1.0),
        ("two", 1.0, 1.6),
    ]
    with av.open(made.renderer.file_writer.final_file_path) as container:
        assert sum(1 for _ in container.decode(video=0)) == 24


@pytest.mark.parametrize("asked_for", ["display", "leave"])
def test_a_film_has_one_progress_in_place_of_a_bar_for_each_play(
    film, asked_for: str, capfd
) -> None:
    film(progress_bar=asked_for)
    told = capfd.readouterr().err
    assert told.startswith("TwoBeats: 24 frames to render\n")
    assert "Animation" not in told


def test_a_film_without_progress_bars_says_nothing(film, capfd) -> None:
    film(progress_bar="none")
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("rate", [5, 10, 15, 20, 25, 30, 50, 60])
def test_beats_are_whole_frames_at_every_rate(
    rate: int, assets: Path, scrawl: Digit, small: Network
) -> None:
    with frames(rate=rate, dry_run=True):
        made = TwoBeats(digit=scrawl, network=small)
        watch(made, lambda: None)
    assert made.time == pytest.approx(1.6, abs=1e-6)


def test_cues_and_ledger_are_written_beside_the_film(film) -> None:
    made = film()
    path = Path(made.renderer.file_writer.final_file_path)
    cues = json.loads(path.with_suffix(".cues.json").read_text())
    assert cues[1] == {"beat": "two", "start": 1.0, "end": 1.6, "said": [1.0], "asked": None}
    (entry,) = json.loads(path.with_suffix(".ledger.json").read_text())
    assert (entry["beat"], entry["path"]) == ("one", "layers.0.weighted_sums.0")
    assert float(entry["shown"].replace("−", "-")) == round(entry["value"], 2)


def test_each_beat_is_a_section(film) -> None:
    made = film(save_sections=True)
    folder = Path(made.renderer.file_writer.final_file_path).parent / "sections"
    names = [each["name"] for each in json.loads(next(folder.glob("*.json")).read_text())]
    assert names == ["one", "two"]


def test_what_lies_behind_stays_behind_while_something_else_moves(assets, scrawl, small) -> None:
    behind, front, moving = Square().set_z_index(-1), Circle(), Dot()
    with frames():
        scene = TwoBeats(digit=scrawl, network=small)
    scene.add(front, moving, Group(behind))
    moves, rests = scene.get_moving_and_static_mobjects([FadeOut(moving)])
    assert [*rests, *moves] == [behind, front, moving]


def test_what_lies_behind_all_that_moves_is_painted_once(assets, scrawl, small) -> None:
    behind, moving = Square(), Dot()
    with frames():
        scene = TwoBeats(digit=scrawl, network=small)
    scene.add(behind, moving)
    assert scene.get_moving_and_static_mobjects([FadeOut(moving)]) == ([moving], [behind])


class Held(TwoBeats):
    """A film of a pane that lets half the ground through, and of a dot that moves before it."""

    def construct(self) -> None:
        dot = Dot()
        with self.beat("one"):
            self.add(Square(4, fill_opacity=0.5, stroke_width=0))
            self.play(dot.animate(run_time=0.4).shift(RIGHT))
        with self.beat("two"):
            self.wait(0.4)


def test_what_is_held_looks_as_it_did_before(film, assets) -> None:
    (assets / "script" / "held.toml").write_text(SCRIPT, encoding="utf-8")
    made = film(Held)
    with av.open(made.renderer.file_writer.final_file_path) as container:
        shown = [frame.to_ndarray(format="gray") for frame in container.decode(video=0)]
    pane = [int(picture[45, 90]) for picture in shown]
    assert pane[0] > 100
    assert max(pane) - min(pane) <= 3


def test_a_second_render_uses_what_the_first_has_made(film, tmp_path: Path) -> None:
    def segments() -> dict[str, int]:
        parts = (tmp_path / "media").rglob("partial_movie_files/**/*.mp4")
        return {part.name: part.stat().st_ino for part in parts}

    first = film(disable_caching=False)
    made = segments()
    second = film(disable_caching=False)
    assert len(made) == 3
    assert segments() == made
    assert second.cues == first.cues


def all_files(made: FilmScene) -> dict[str, bytes]:
    folder = Path(made.renderer.file_writer.final_file_path).parent
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_a_film_resumed_or_made_again_is_the_same_to_the_byte_with_all_its_files(
    film, tmp_path: Path
) -> None:
    first = all_files(film(disable_caching=False))
    assert all_files(film(disable_caching=False)) == first
    segments = sorted((tmp_path / "media").rglob("partial_movie_files/**/*.mp4"))
    segments[1].unlink()
    assert all_files(film(disable_caching=False)) == first


@pytest.mark.parametrize(
    "fault", [OSError(28, "No space left on device"), ValueError("a slip"), KeyboardInterrupt()]
)
def test_a_film_and_what_stands_beside_it_change_together_or_not_at_all(
    film, assets, monkeypatch, fault
) -> None:
    made = film()
    before = all_files(made)
    script = assets / "script" / "two_beats.toml"
    script.write_text(script.read_text("utf-8").replace("1.0", "1.4"), "utf-8")

    def stop(*_: object) -> None:
        raise fault

    with monkeypatch.context() as patch, pytest.raises((SystemExit, KeyboardInterrupt)):
        patch.setattr(Film, "write_beside", stop)
        film()
    assert all_files(made) == before
    film()
    after = all_files(made)
    assert all(before[name] != after[name] for name in ("TwoBeats.mp4", "TwoBeats.film.json"))
    Film.load(Path(made.renderer.file_writer.final_file_path), script)


class TooLong(TwoBeats):
    """A film whose first beat takes longer than its script says."""

    def construct(self) -> None:
        with self.beat("one"):
            self.play(Square().animate(run_time=2.4).shift(RIGHT))
        with self.beat("two"):
            self.wait(0.2)


class OutOfOrder(TwoBeats):
    """A film that begins with its second beat."""

    def construct(self) -> None:
        with self.beat("two"):
            self.wait()


@pytest.mark.parametrize(
    ("scene", "sentence"),
    [
        (TooLong, "Beat 'one' takes 2.4 s but the script gives it 1.0"),
        (OutOfOrder, "OutOfOrder plays the beats two; its script has one, two."),
    ],
)
def test_a_scene_that_strays_from_its_script_is_refused(scene, sentence, film, assets, capsys):
    name = {"TooLong": "too_long", "OutOfOrder": "out_of_order"}[scene.__name__]
    (assets / "script" / f"{name}.toml").write_text(SCRIPT, encoding="utf-8")
    with pytest.raises(SystemExit) as refusal:
        film(scene)
    assert refusal.value.code == 2
    said = capsys.readouterr().err.strip().splitlines()
    assert sentence in said[-1]


class Interrupted(TwoBeats):
    """A film whose author loses patience."""

    def construct(self) -> None:
        with self.beat("one"):
            self.play(Circle().animate(run_time=0.4).shift(RIGHT))
            raise KeyboardInterrupt
        with self.beat("two"):
            self.wait(0.2)


def test_an_interrupted_render_leaves_nothing_under_its_final_name(film, assets, tmp_path) -> None:
    (assets / "script" / "interrupted.toml").write_text(SCRIPT, encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        film(Interrupted)
    left = [path.name for path in (tmp_path / "media").rglob("Interrupted*") if path.is_file()]
    assert left == []


def test_a_segment_has_its_name_only_when_it_is_complete(tmp_path, monkeypatch, film) -> None:
    def stop(self) -> None:
        raise RuntimeError("the power fails")

    monkeypatch.setattr(segment.VideoSegmentEncoder, "finish", stop)
    with pytest.raises(RuntimeError, match="power"):
        film()
    assert not list((tmp_path / "media").rglob("*.mp4"))


def test_a_folder_that_cannot_be_written_to_is_refused(film, tmp_path, capsys) -> None:
    (tmp_path / "media").write_text("a file where the folder should be")
    with pytest.raises(SystemExit) as refusal:
        film()
    assert refusal.value.code == 2
    assert "media" in capsys.readouterr().err


def test_a_disk_without_room_is_answered_by_a_sentence(film, capsys) -> None:
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (500, hard))
    try:
        with pytest.raises(SystemExit) as refusal:
            film()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert refusal.value.code == 2
    assert "The film cannot be written (File too large); see to" in capsys.readouterr().err


def test_the_project_s_settings_are_read_from_its_folder() -> None:
    settings = (Path(__file__).parents[3] / "manim.cfg").read_text()
    assert "colorspace = smpte170m" in settings
    assert config.background_color.to_hex() == theme.GROUND.to_hex()


def test_of_a_part_of_a_film_no_cues_are_handed_over(film, tmp_path: Path) -> None:
    film()
    film(from_animation_number=1)
    left = {path.name for path in (tmp_path / "media").rglob("TwoBeats.*")}
    assert left == {"TwoBeats.mp4"}


class TooShort(TwoBeats):
    """A film that leaves out its second beat."""

    def construct(self) -> None:
        with self.beat("one"):
            self.wait(0.4)


def test_a_beat_that_is_not_played_is_missed(film, assets, capsys) -> None:
    (assets / "script" / "too_short.toml").write_text(SCRIPT, encoding="utf-8")
    with pytest.raises(SystemExit):
        film(TooShort)
    assert "TooShort plays the beats one; its script has one, two." in capsys.readouterr().err


class Hidden(TwoBeats):
    """A film whose beats cannot be read from its source before it is played."""

    def construct(self) -> None:
        for name in ("two", "one"):
            with self.beat(name):
                self.wait(0.2)


def test_a_beat_that_only_playing_shows_is_held_to_its_order(film, assets, capsys) -> None:
    (assets / "script" / "hidden.toml").write_text(SCRIPT, encoding="utf-8")
    with pytest.raises(SystemExit):
        film(Hidden)
    told = capsys.readouterr().err
    assert "test_scene.py, line" in told
    assert "Beat 'two' where the script has 'one'" in told


class Restless(TwoBeats):
    """A film in which something still moves when all beats are over."""

    def construct(self) -> None:
        super().construct()
        self.play(Square().animate(run_time=0.4).shift(RIGHT))


def test_a_film_that_plays_on_after_its_last_beat_is_refused(film, assets, capsys) -> None:
    (assets / "script" / "restless.toml").write_text(SCRIPT, encoding="utf-8")
    with pytest.raises(SystemExit) as refusal:
        film(Restless)
    assert refusal.value.code == 2
    assert "Restless plays on after its last beat, 'two'; put that" in capsys.readouterr().err


class Faint(TwoBeats):
    """A film whose number is dimmed while it rests in the middle of a beat, and only there."""

    def construct(self) -> None:
        number = Readout(self.forward_pass, "scores.0")
        with self.beat("one"):
            self.add(number.set_opacity(0.3))
            self.wait(0.4)
            self.play(number.animate(run_time=0.4).set_opacity(1))
        with self.beat("two"):
            self.wait(0.2)


def test_a_number_that_cannot_be_read_at_a_rest_within_a_beat_is_found(
    assets: Path, scrawl: Digit, small: Network
) -> None:
    (assets / "script" / "faint.toml").write_text(SCRIPT, encoding="utf-8")
    with frames(dry_run=True):
        faults = inspected(Faint(digit=scrawl, network=small))
    assert [fault for fault in faults if "has a contrast of" in fault]


class Unnamed(TwoBeats):
    """A film that shows a number of a forward pass that its cast does not name."""

    def construct(self) -> None:
        other = self.network.forward(Digit(1 - self.digit.image))
        with self.beat("one"):
            self.add(Readout(other, "scores.0"))
        with self.beat("two"):
            self.wait(0.2)


def test_a_number_from_outside_the_cast_is_refused_and_no_film_stands(
    film, assets, tmp_path, capsys
) -> None:
    (assets / "script" / "unnamed.toml").write_text(SCRIPT, encoding="utf-8")
    with pytest.raises(SystemExit) as refusal:
        film(Unnamed)
    assert refusal.value.code == 2
    assert "a ForwardPass that is none of the cast's (lead)" in capsys.readouterr().err
    assert list((tmp_path / "media").rglob("Unnamed.*")) == []


class Twice(TwoBeats):
    """A film about what a network makes of two digits."""

    def cast(self) -> Cast:
        turned = Digit(1 - self.digit.image)
        return Cast(lead=self.network.forward(self.digit), turned=self.network.forward(turned))

    def construct(self) -> None:
        with self.beat("one"):
            self.add(Readout(self.records.lead, "scores.0"))
        with self.beat("two"):
            self.add(Readout(self.records.turned, "scores.0"))
            self.add(Readout(self.records.turned.layers[0].neuron(1), "bias"))


def test_the_same_path_of_two_records_is_told_apart(film, assets) -> None:
    (assets / "script" / "twice.toml").write_text(SCRIPT, encoding="utf-8")
    made = film(Twice)
    path = Path(made.renderer.file_writer.final_file_path)
    entries = json.loads(path.with_suffix(".ledger.json").read_text())
    assert [(each["record"], each["path"]) for each in entries] == [
        ("lead", "scores.0"),
        ("turned", "scores.0"),
        ("turned", "layers.0.neuron.1.bias"),
    ]
    assert Oracle(path).disagreements(entries) == []
    lie = [entries[0] | {"record": "turned"}]
    assert Oracle(path).disagreements(lie) == lie


def test_a_caption_of_an_unknown_record_is_refused_before_anything_is_rendered(
    assets, scrawl, small, capsys
) -> None:
    script = SCRIPT.replace("It goes.", "It is {eight.scores.3:.2f}.")
    (assets / "script" / "two_beats.toml").write_text(script, encoding="utf-8")
    with pytest.raises(SystemExit) as refusal:
        TwoBeats(digit=scrawl, network=small)
    assert refusal.value.code == 2
    assert "Beat 'two' cannot say {eight.scores.3} in 'en'" in capsys.readouterr().err


def test_a_film_about_one_network_refuses_another(assets, scrawl, small, capsys) -> None:
    class AboutIt(TwoBeats):
        about = "classic"

    (assets / "script" / "about_it.toml").write_text(SCRIPT, encoding="utf-8")
    with pytest.raises(SystemExit) as refusal:
        AboutIt(digit=scrawl, network=small)
    assert refusal.value.code == 2
    assert (
        "cannot be about this network: it is about the network 'classic' alone."
        in capsys.readouterr().err
    )
    assert AboutIt(digit=Digit(scrawl.image)).network.shape == (784, 16, 16, 10)


def test_a_part_of_a_film_takes_nothing_away_that_others_put_beside_it(film, tmp_path) -> None:
    made = film()
    folder = Path(made.renderer.file_writer.final_file_path).parent
    for ending in ("fr.vtt", "notes.json", "de.srt"):
        (folder / f"TwoBeats.{ending}").write_text("mine")
    film(from_animation_number=1)
    left = {path.name for path in folder.glob("TwoBeats.*")}
    assert left == {"TwoBeats.mp4", "TwoBeats.fr.vtt", "TwoBeats.notes.json", "TwoBeats.de.srt"}


def test_a_label_that_the_network_lacks_is_refused(assets, scrawl, small, capsys) -> None:
    with pytest.raises(SystemExit) as refusal:
        TwoBeats(digit=Digit(scrawl.image, label=7), network=small)
    assert refusal.value.code == 2
    assert "Label 7; the outputs stand for 0, 1, 2." in capsys.readouterr().err


def test_a_slip_in_a_script_is_answered_by_a_sentence(film, assets, capsys) -> None:
    (assets / "script" / "two_beats.toml").write_text("title = ", encoding="utf-8")
    with pytest.raises(SystemExit) as refusal:
        film()
    assert refusal.value.code == 2
    assert "is no script" in capsys.readouterr().err


SAID = SCRIPT.replace('en = "A number comes."\nja = "数が来る。"\n', "").replace(
    "seconds = 1.0",
    """seconds = 1.0
say.square = { en = "A square moves.", ja = "四角が動く。" }
say.number = { en = "A number comes.", ja = "数が来る。" }""",
)


class Speaks(TwoBeats):
    """A film whose sentences are tied to what happens."""

    def construct(self) -> None:
        shape = Square()
        with self.beat("one"):
            self.say("square")
            self.play(shape.animate(run_time=0.4).shift(RIGHT))
            self.say("number")
            self.add(Readout(self.forward_pass, "layers.0.weighted_sums.0"))
        with self.beat("two"):
            self.play(shape.animate(run_time=0.6).shift(RIGHT))


def test_a_sentence_begins_where_the_scene_says_it(film, assets) -> None:
    (assets / "script" / "speaks.toml").write_text(SAID, encoding="utf-8")
    made = film(Speaks)
    assert made.cues[0].said == (0.0, 0.4)
    captions = Path(made.renderer.file_writer.final_file_path).with_suffix(".en.vtt").read_text()
    assert "00:00:00.400 --> 00:00:01.000\nA number comes." in captions


class Later(TwoBeats):
    """A film whose second sentence begins within what follows it, or would before the first."""

    after = 0.2

    def construct(self) -> None:
        with self.beat("one"):
            self.wait(0.2)
            self.say("square")
            self.say("number", after=self.after)
            self.wait(0.6)
        with self.beat("two"):
            self.wait(0.6)


class Backwards(Later):
    """The same with a time that goes back."""

    after = -0.2


def test_a_sentence_may_begin_a_while_after_what_is_said_of_it(film, assets) -> None:
    (assets / "script" / "later.toml").write_text(SAID, encoding="utf-8")
    assert film(Later).cues[0].said == (0.2, 0.4)


class Silent(TwoBeats):
    """A film that says the second of two sentences only."""

    def construct(self) -> None:
        with self.beat("one"):
            self.say("number")
        with self.beat("two"):
            self.wait(0.2)


class Stammering(TwoBeats):
    """A film whose slip only playing it can show."""

    def construct(self) -> None:
        with self.beat("one"):
            for mark in ("number", "square"):
                self.say(mark)
        with self.beat("two"):
            self.wait(0.2)


@pytest.mark.parametrize(
    ("scene", "sentence"),
    [
        (Silent, "Silent says number in the beat 'one'; its script has square, number."),
        (Stammering, "Beat 'one' says 'number' where the script has 'square'."),
        (Backwards, "Beat 'one' says 'number' at 0.0 s, before it can; give it a later time."),
        (TwoBeats, "TwoBeats says nothing in the beat 'one'; its script has square, number."),
    ],
)
def test_a_mark_without_its_sentence_is_refused(scene, sentence, film, assets, capsys) -> None:
    for name in ("silent", "stammering", "backwards", "two_beats"):
        (assets / "script" / f"{name}.toml").write_text(SAID, encoding="utf-8")
    with pytest.raises(SystemExit) as refusal:
        film(scene)
    assert refusal.value.code == 2
    assert sentence in capsys.readouterr().err


ASKED = SAID.replace(
    '[[beats]]\nname = "two"',
    """[beats.ask]
by = "number"
right = "answer_label"
choices = [{ en = "{answer_label}", ja = "{answer_label}" }, { en = "none", ja = "なし" }]

[[beats]]
name = "two"
""",
).replace("seconds = 1.0", "seconds = 4.0")


class Asks(TwoBeats):
    """A film that waits for an answer, in which a square comes."""

    def construct(self) -> None:
        square = Square()
        with self.beat("one"):
            self.say("square")
            self.play(square.animate(run_time=0.4).shift(RIGHT))
            self.say("number")
            self.ask(square.animate.shift(RIGHT))
        with self.beat("two"):
            self.wait(0.2)


def test_a_question_gives_three_seconds_to_think(film, assets) -> None:
    (assets / "script" / "asks.toml").write_text(ASKED, encoding="utf-8")
    made = film(Asks)
    assert (made.cues[0].asked, made.cues[1].asked) == (0.4, None)
    path = Path(made.renderer.file_writer.final_file_path)
    with av.open(path) as container:
        shown = [frame.to_ndarray(format="gray") for frame in container.decode(video=0)]
    moving = [bool((one != two).any()) for one, two in pairwise(shown)]
    assert sum(moving[6:51]) > 40  # of the 45 frames that the question is put for


class AsksNothing(TwoBeats):
    """A film that asks where its script has no question."""

    def construct(self) -> None:
        with self.beat("one"):
            self.ask()
        with self.beat("two"):
            self.wait(0.2)


def test_a_film_that_asks_what_its_script_does_not_is_refused(film, assets, capsys) -> None:
    (assets / "script" / "asks_nothing.toml").write_text(SCRIPT, encoding="utf-8")
    with pytest.raises(SystemExit):
        film(AsksNothing)
    assert "Beat 'one' asks, but its script has no question" in capsys.readouterr().err


def test_words_on_screen_are_in_the_language_that_is_asked_for(assets, small, scrawl) -> None:
    (assets / "script" / "glossary.toml").write_text(
        "[on_screen]\nmargin = { en = 'the gap', ja = '差' }\n", encoding="utf-8"
    )
    script = assets / "script" / "two_beats.toml"
    script.write_text(f"words = ['margin']\n{SCRIPT}", encoding="utf-8")
    for language, word in (("en", "the gap"), ("ja", "差")):
        with frames(height=120):
            made = TwoBeats(digit=scrawl, network=small, language=language)
        assert (made.language, made.words) == (language, {"margin": word})


def test_a_language_that_a_film_lacks_is_refused_before_it_is_played(assets, capsys) -> None:
    with frames(height=120), pytest.raises(SystemExit) as status:
        TwoBeats(language="fr")
    assert status.value.code == 2
    assert "The script 'two_beats' has no 'fr'; it has en, ja." in capsys.readouterr().err


class Spoken(FilmScene):
    """A film that writes a sentence of its script on screen."""

    mark = "one"

    def construct(self) -> None:
        with self.beat("one"):
            self.written = self.line(self.mark)
        with self.beat("two"):
            pass


@pytest.fixture
def spoken(assets: Path) -> None:
    (assets / "script" / "spoken.toml").write_text(SCRIPT, encoding="utf-8")


@pytest.mark.usefixtures("spoken")
def test_a_sentence_on_screen_is_in_the_language_of_the_film(film) -> None:
    assert film(Spoken).written == "A number comes."
    with frames(height=120, dry_run=True):
        made = Spoken(language="ja")
        watch(made, lambda: None)
    assert made.written == "数が来る。"


@pytest.mark.usefixtures("spoken")
def test_a_sentence_that_a_beat_lacks_is_refused(film, capsys, monkeypatch) -> None:
    monkeypatch.setattr(Spoken, "mark", "three")
    with pytest.raises(SystemExit, match="2"):
        film(Spoken)
    assert "Beat 'one' has no sentence 'three'; it has one." in capsys.readouterr().err
