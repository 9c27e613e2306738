from dataclasses import replace

import pytest

from network import Network, read_digit
from network.assets import asset
from scenes.batch import worker as filming
from scenes.batch.jobs import OWN, jobs
from scenes.batch.render_spec import order
from scenes.batch.store import STAMP


@pytest.fixture
def ordered():
    return order(
        "forward_pass",
        read_digit(OWN[0].path, 3),
        Network.load(asset("weights", "digits.npz")),
        "l",
    )


def test_a_job_becomes_the_files_of_a_film_with_their_stamp(stand_in, monkeypatch) -> None:
    monkeypatch.setattr(filming, "PERIOD", 0.001)
    seen = []
    (job,) = jobs(["forward_pass"], OWN, [asset("weights", "digits.npz")], ["l"])
    files = filming.make_job(job, lambda *state: seen.append(state))
    assert sorted(files) == ["Tiny.cues.json", "Tiny.mp4", STAMP]
    assert b"ftyp" in files["Tiny.mp4"][:12]
    assert seen and all(beat == "" and 0 <= frames <= 12 for beat, frames in seen)


def test_a_worker_with_other_code_refuses(ordered) -> None:
    with pytest.raises(ValueError, match="would make another film: its code, its manim"):
        filming.make(replace(ordered, digest="0" * 64), lambda *state: None)


def test_what_a_scene_cannot_show_is_a_refusal_in_its_own_words(ordered, small, capfd) -> None:
    other = order("forward_pass", ordered.digit, Network(small.layers[:1]), "l")
    with pytest.raises(ValueError, match="hidden layers"):
        filming.make(other, lambda *state: None)
    assert capfd.readouterr().err == ""
