import pytest
import stand_ins
from typed import left

from network import Network
from network.assets import asset
from scenes.batch import store
from scenes.batch.pictures import OWN
from scenes.batch.render_spec import RenderSpec, render_spec
from scenes.script.running_order import running_order

FILM = running_order().explaining.source
NAME = FILM.class_name
FILES = {FILM.output: b"film", f"{NAME}.en.vtt": b"WEBVTT\n", f"{NAME}.ja.vtt": b"WEBVTT\n"}


@pytest.fixture(scope="module")
def spec() -> RenderSpec:
    return render_spec(FILM, OWN[0].digit(["3"]), Network.load(asset("weights", "digits.npz")), "l")


@pytest.fixture
def place(spec, tmp_path):
    files = stand_ins.written(spec, "film")
    store.put(tmp_path / "film", store.stamped(spec, files), ["en"])
    return tmp_path / "film"


def test_a_film_stands_with_the_captions_that_were_asked_for(place) -> None:
    shown = {name for name in left(place) if name.endswith((".vtt", ".srt"))}
    assert shown == {f"{NAME}.en.vtt", f"{NAME}.en.srt"}
    assert {f"{NAME}.mp4", f"{NAME}.cues.json", "made.json"} < {*left(place)}


def test_a_film_is_known_by_its_digest(place, spec) -> None:
    assert store.stands(place, spec.digest)
    assert not store.stands(place, spec.digest[::-1])
    assert not store.stands(place.parent, spec.digest)


@pytest.mark.parametrize("name", [f"{NAME}.mp4", f"{NAME}.cues.json", "made.json"])
def test_a_film_of_which_a_part_is_cut_short_or_gone_does_not_stand(place, spec, name) -> None:
    (place / name).write_bytes((place / name).read_bytes()[:-3])
    assert not store.stands(place, spec.digest)
    (place / name).unlink()
    assert not store.stands(place, spec.digest)


def test_captions_are_written_anew_without_the_film(place, spec) -> None:
    (place / f"{NAME}.en.vtt").unlink()
    store.caption(place, spec, ["en", "ja"])
    assert "3" in (place / f"{NAME}.en.vtt").read_text(encoding="utf-8")
    assert {f"{NAME}.ja.vtt", f"{NAME}.ja.srt", f"{NAME}.en.srt"} < {*left(place)}
    assert store.stands(place, spec.digest)


def test_captions_that_are_as_they_should_be_are_left_alone(place, spec) -> None:
    store.caption(place, spec, ["en"])
    before = (place / f"{NAME}.en.vtt").stat()
    store.caption(place, spec, ["en"])
    assert (place / f"{NAME}.en.vtt").stat().st_ino == before.st_ino


def test_a_film_that_is_broken_off_while_it_replaces_another_does_not_stand(
    place, spec, monkeypatch
) -> None:
    def broken(path, target) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", broken)
    with pytest.raises(OSError, match="No space"):
        store.put(place, store.stamped(spec, FILES), None)
    assert not store.stands(place, spec.digest)
