from dataclasses import replace

import pytest

from network import Network
from network.assets import asset
from scenes.batch import worker
from scenes.batch.jobs import jobs
from scenes.batch.pictures import OWN
from scenes.batch.render_spec import render_spec
from scenes.batch.store import STAMP
from scenes.script.running_order import running_order

WEIGHTS = asset("weights", "digits.npz")
FILM = running_order().explaining.source


@pytest.fixture
def spec():
    return render_spec(FILM, OWN[0].digit(["3"]), Network.load(WEIGHTS), "l")


def test_a_job_becomes_the_files_of_a_film_with_their_stamp(stand_in, monkeypatch) -> None:
    monkeypatch.setattr(worker, "PERIOD", 0.001)
    seen = []
    (job,) = jobs([FILM], OWN, [WEIGHTS], ["l"])
    files = worker.make_job(job, lambda *state: seen.append(state))
    assert sorted(files) == ["Tiny.cues.json", "Tiny.mp4", STAMP]
    assert b"ftyp" in files["Tiny.mp4"][:12]
    assert seen and all(beat == "" and 0 <= frames <= 12 for beat, frames in seen)


def test_a_worker_with_other_code_refuses(spec) -> None:
    with pytest.raises(ValueError, match="would make another film: its code, its assets"):
        worker.make(replace(spec, digest="0" * 64), lambda *state: None)


def test_what_a_scene_cannot_show_is_a_refusal_in_its_own_words(spec, small, capfd) -> None:
    other = render_spec(FILM, spec.digit, Network(small.layers[:1]), "l")
    with pytest.raises(ValueError, match="needs a hidden layer"):
        worker.make(other, lambda *state: None)
    assert capfd.readouterr().err == ""
