import pytest
import stand_ins
from typed import left

from network import Network, read_digit
from network.assets import asset
from scenes.batch import store as shelf
from scenes.batch.jobs import OWN
from scenes.batch.render_spec import Order, order

FILES = {"Film.mp4": b"film", "Film.en.vtt": b"WEBVTT\n", "Film.ja.vtt": b"WEBVTT\n"}


@pytest.fixture(scope="module")
def ordered() -> Order:
    return order(
        "forward_pass",
        read_digit(OWN[0].path, 3),
        Network.load(asset("weights", "digits.npz")),
        "l",
    )


@pytest.fixture
def place(ordered, tmp_path):
    files = stand_ins.written(ordered, "film")
    shelf.put(tmp_path / "film", shelf.stamped(ordered, files), ["en"])
    return tmp_path / "film"


def test_a_film_stands_with_the_captions_that_were_asked_for(place) -> None:
    shown = {name for name in left(place) if name.endswith((".vtt", ".srt"))}
    assert shown == {"Film.en.vtt", "Film.en.srt"}
    assert {"Film.mp4", "Film.cues.json", "made.json"} < {*left(place)}


def test_a_film_is_known_by_its_digest(place, ordered) -> None:
    assert shelf.stands(place, ordered.digest)
    assert not shelf.stands(place, ordered.digest[::-1])
    assert not shelf.stands(place.parent, ordered.digest)


@pytest.mark.parametrize("name", ["Film.mp4", "Film.cues.json", "made.json"])
def test_a_film_of_which_a_part_is_cut_short_or_gone_does_not_stand(place, ordered, name) -> None:
    (place / name).write_bytes((place / name).read_bytes()[:-3])
    assert not shelf.stands(place, ordered.digest)
    (place / name).unlink()
    assert not shelf.stands(place, ordered.digest)


def test_captions_are_written_anew_without_the_film(place, ordered) -> None:
    (place / "Film.en.vtt").unlink()
    shelf.caption(place, ["en", "ja"])
    assert "3" in (place / "Film.en.vtt").read_text(encoding="utf-8")
    assert {"Film.ja.vtt", "Film.ja.srt", "Film.en.srt"} < {*left(place)}
    assert shelf.stands(place, ordered.digest)


def test_captions_that_are_as_they_should_be_are_left_alone(place, ordered) -> None:
    shelf.caption(place, ["en"])
    before = (place / "Film.en.vtt").stat()
    shelf.caption(place, ["en"])
    assert (place / "Film.en.vtt").stat().st_ino == before.st_ino


def test_a_film_that_is_broken_off_while_it_replaces_another_does_not_stand(
    place, ordered, monkeypatch
) -> None:
    def broken(path, target) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", broken)
    with pytest.raises(OSError, match="No space"):
        shelf.put(place, shelf.stamped(ordered, FILES), None)
    assert not shelf.stands(place, ordered.digest)
