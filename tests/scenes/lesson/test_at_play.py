"""The page to play with shows what a beat shows: its digit, its network and its neuron."""

import base64
import json
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs

import numpy as np
import pytest
from made_up import random_network

from network import Digit, Network, draw_digit
from network.handwriting.drawn_digits import DrawnDigits
from network.interpretability.crowd import Crowd
from scenes.lesson.at_play import PlayPage, addresses, name_of_digit
from scenes.stage.cast import Cast
from scenes.stage.film import Film

Entries = list[tuple[str, str, str]]  # beat, record, path
BEATS = "ground", "positive", "negative"  # of the film of three colours
ONE, TWO = draw_digit(1, seed=139), draw_digit(2, seed=139)


@pytest.fixture
def others(rng) -> Network:
    """A network that does not stand inside the page."""
    return random_network(rng, 784, 3, 3)


@pytest.fixture
def play(small, others) -> PlayPage:
    return PlayPage({"made up": small}, {"others": others})


@pytest.fixture
def shown(colours, play, tmp_path) -> Callable[..., list[dict[str, str]]]:
    """What the page shows at each beat of a film with such a cast and such a ledger."""

    def make(entries: Entries, **cast: object) -> list[dict[str, str]]:
        film = ledgered(colours, tmp_path, entries, Cast(**cast))
        return [fields(each) for each in addresses(film, play)]

    return make


def ledgered(colours: Film, folder: Path, entries: Entries, cast: Cast) -> Film:
    """The film of colours with another cast, and a ledger in a folder."""
    told = [dict(zip(("beat", "record", "path"), each, strict=True)) for each in entries]
    (folder / "Colours.ledger.json").write_text(json.dumps(told), encoding="utf-8")
    return replace(colours, path=folder / "Colours.mp4", cast=cast)


def fields(address: str) -> dict[str, str]:
    page, _, fragment = address.partition("#")
    assert page == ("play.html" if address else "")
    return {name: values[0] for name, values in parse_qs(fragment).items()}


def pixels_in(name: str) -> np.ndarray:
    """The brightnesses in the name of a digit."""
    kind, _, letters = name.partition("_")
    packed = base64.urlsafe_b64decode(letters + "=" * (-len(letters) % 4))
    bits = {"bytes": "u1", "words": "<u2"}[kind]
    numbers = np.frombuffer(zlib.decompress(packed, -zlib.MAX_WBITS), bits)
    return numbers / np.iinfo(bits).max


def test_a_digit_that_the_page_brings_along_goes_by_its_name() -> None:
    assert name_of_digit(draw_digit(3, seed=6)) == "three"


def test_the_name_of_a_digit_of_the_pen_holds_its_very_pixels() -> None:
    assert np.array_equal(pixels_in(name_of_digit(ONE)), ONE.pixels)


def test_the_name_of_any_other_digit_holds_its_pixels_in_16_bits(scrawl) -> None:
    np.testing.assert_allclose(pixels_in(name_of_digit(scrawl)), scrawl.pixels, atol=0.5 / 65_535)


def test_a_beat_opens_the_digit_the_network_and_the_neuron_of_its_ledger(shown, small) -> None:
    entries = [(beat, "one", "layers.1.neuron.2.products.7") for beat in BEATS]
    wanted = {"network": "made up", "sample": name_of_digit(ONE), "layer": "2", "neuron": "3"}
    assert shown(entries, one=small.forward(ONE)) == [wanted] * 3


def test_a_beat_that_reads_nothing_shows_what_stands_there(shown, small) -> None:
    entries = [("positive", "one", "scores.1")]
    wanted = {"network": "made up", "sample": name_of_digit(ONE)}
    assert shown(entries, one=small.forward(ONE)) == [wanted] * 3


def test_of_several_digits_it_is_the_last_that_a_network_of_the_page_reads(
    shown, small, others
) -> None:
    cast = {name: small.forward(each) for name, each in (("one", ONE), ("two", TWO))}
    told = ("two", "one", "elsewhere")
    entries = [("ground", name, "digit.image") for name in told]
    entries += [("negative", "elsewhere", "digit.image")]
    first, _, last = shown(entries, **cast, elsewhere=others.forward(TWO))
    assert first == {"network": "made up", "sample": name_of_digit(ONE)}
    assert last == {"network": "others", "sample": name_of_digit(TWO)}


def test_of_several_neurons_none_is_chosen(shown, small) -> None:
    entries = [("ground", "one", f"layers.0.neuron.{place}.bias") for place in (1, 2)]
    assert "neuron" not in shown(entries, one=small.forward(ONE))[0]


def test_a_record_of_one_neuron_opens_that_neuron(shown, small) -> None:
    crowd = Crowd(small, DrawnDigits((1, 2), (0, 1)), neuron=4)
    entries = [("ground", "one", "scores"), ("positive", "crowd", "sums")]
    second = shown(entries, one=small.forward(ONE), crowd=crowd)[1]
    assert (second["layer"], second["neuron"]) == ("1", "5")
    assert second["sample"] == name_of_digit(ONE)


def test_what_is_no_record_of_the_cast_opens_nothing(shown, small) -> None:
    entries = [("ground", "axis", "marks.0"), ("positive", "ledger", "numbers")]
    assert shown(entries, one=small.forward(ONE)) == [{}] * 3


def test_a_digit_of_another_size_does_not_go_onto_the_page(shown, rng) -> None:
    digit = Digit(rng.uniform(size=(20, 20)))
    record = random_network(rng, 400, 3, 3).forward(digit)
    assert shown([("ground", "lead", "digit.image")], lead=record) == [{}] * 3


def test_a_network_that_the_page_lacks_leaves_the_neuron_alone(shown, rng) -> None:
    unknown = random_network(rng, 784, 4, 3).forward(ONE)
    entries = [("ground", "unknown", "layers.0.neuron.2.bias")]
    assert shown(entries, unknown=unknown) == [{"sample": name_of_digit(ONE)}] * 3
