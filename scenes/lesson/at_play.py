"""What a film shows in each beat, as an address at which the page to play with shows it too."""

import base64
import re
import zlib
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import quote, urlencode

import numpy as np

from network import Digit, ForwardPass, Network, NeuronPass, look_up
from network.measurements.measured import digest_of_network
from network.plain import read_json
from scenes.lesson.play import NAMES, sample
from scenes.stage.film import Film
from scenes.stage.records import network_of

NEURON = re.compile(r"(?:^|\.)layers\.(\d+)\.neuron\.(\d+)")  # in a path of a ledger
VALUE = re.compile(r"(?:^|\.)[^.]+(?:\.-?\d+)*$")  # the end of a path: an array, and a place in it
EIGHTS, SIXTEENS = 255, 65_535  # the largest whole numbers of 8 and 16 bits

Place = tuple[int, int]  # of a neuron: its layer, and its place there


@dataclass(frozen=True)
class PlayPage:
    """The networks of a page to play with, by name: those inside it, and those beside it."""

    inside: Mapping[str, Network]
    beside: Mapping[str, Network] = field(default_factory=dict)

    def names(self) -> dict[str, str]:
        """The name of each network, by its digest."""
        both = {**self.beside, **self.inside}
        return {digest_of_network(network): name for name, network in both.items()}


@dataclass(frozen=True)
class Sight:
    """What one number of a film was read from, as far as it is known."""

    digit: Digit | None = None
    network: str | None = None  # its name on the page to play with; "" where that lacks it
    neuron: Place | None = None


def addresses(film: Film, play: PlayPage) -> list[str]:
    """For each beat the page to play with, showing its digit, its network and its one neuron.

    They are those that the film's ledger names. Of several digits it is the last one, read by a
    network that the page holds if there is such a one. What a beat does not show is that of the
    beat before, and before the first such beat that of this one. Nothing stands for a film
    without a digit of the size that the page takes.
    """
    names = play.names()
    ledger = [
        (entry["beat"], entry["record"], entry["path"])
        for entry in read_json(film.beside("ledger.json"))
    ]
    reader = _Reader(film, names)
    shown: list[Sight] = []
    now = Sight()
    for cue in film.cues:
        read = [reader.sight(name, path) for beat, name, path in ledger if beat == cue.beat]
        now = _after(now, read, play.inside)
        shown.append(now)
    first = next((each for each in shown if each.digit), Sight())
    return [_address(each if each.digit else first) for each in shown]


def _after(before: Sight, read: Sequence[Sight], inside: Container[str | None]) -> Sight:
    """What is to be seen in a beat after all that was read in it."""
    told = [each for each in read if each.digit] or [each for each in read if each.network]
    held = [each for each in told if each.network in inside or each.network is None]
    now = replace(before, neuron=None)
    for each in held or told:
        network = now.network if each.network is None else each.network
        now = Sight(each.digit or now.digit, network)
    neurons = {each.neuron for each in read if each.neuron and each.network in (None, now.network)}
    is_one = len(neurons) == 1 and now.network
    return replace(now, neuron=neurons.pop()) if is_one else now


class _Reader:
    """Follows the paths of a film's ledger."""

    def __init__(self, film: Film, names: Mapping[str, str]) -> None:
        self.film, self.names = film, names
        self.known: dict[int, str] = {}  # of a record, the name of its network
        self.kept: list[object] = []  # so that no other record comes to have its number

    def sight(self, name: str, path: str) -> Sight:
        """What a reading of a record was read from; nothing for what is no record of the cast."""
        found = Sight()
        if name not in self.film.cast:
            return found
        for each in _along(self.film.cast[name], path):
            found = self.seen(each, found)
        told = NEURON.search(path)
        return replace(found, neuron=(int(told[1]), int(told[2]))) if told else found

    def seen(self, record: object, before: Sight) -> Sight:
        """What a record on the path tells, and otherwise what was known before."""
        if isinstance(record, Digit):
            return replace(before, digit=record if _fits(record) else None)
        if isinstance(record, Network):
            return replace(before, network=self.name_of(record))
        if isinstance(record, ForwardPass):
            digit = record.digit if _fits(record.digit) else None
            return Sight(digit, self.name_of(record))
        found = before
        for part in ("network", "digit", "record", "forward_pass"):
            inner = getattr(record, part, None)
            if isinstance(inner, Digit | Network | ForwardPass):
                found = self.seen(inner, found)
        return replace(found, neuron=_neuron_of(record) or found.neuron)

    def name_of(self, record: Network | ForwardPass) -> str:
        """What the page calls a network, or that of a forward pass; "" for one that it lacks."""
        if id(record) not in self.known:
            network = network_of(record) if isinstance(record, ForwardPass) else record
            self.known[id(record)] = self.names.get(digest_of_network(network), "")
            self.kept.append(record)
        return self.known[id(record)]


def _along(record: object, path: str) -> Iterator[object]:
    """A record, and all that a path leads through on its way to a number or to an array."""
    yield record
    way = VALUE.sub("", path)
    for part in way.split(".") if way else ():
        record = look_up(record, part)
        yield record


def _neuron_of(record: object) -> Place | None:
    """The one neuron that a record is about."""
    layer, neuron = getattr(record, "layer", None), getattr(record, "neuron", None)
    if isinstance(neuron, NeuronPass):
        neuron = neuron.index
    elif layer is None:
        layer = 0  # a crowd's, or that of a contest: they stand before the first layer
    return (layer, neuron) if isinstance(layer, int) and isinstance(neuron, int) else None


def _fits(digit: Digit) -> bool:
    """Whether the page takes a digit of this size."""
    return digit.image.shape == sample(NAMES[0]).image.shape


def _address(shown: Sight) -> str:
    """The page with what is shown in its fragment, where people count from 1."""
    if shown.digit is None:
        return ""
    fields = {"network": shown.network, "sample": name_of_digit(shown.digit)}
    if shown.neuron:
        layer, place = shown.neuron
        fields |= {"layer": str(layer + 1), "neuron": str(place + 1)}
    told = {name: value for name, value in fields.items() if value}
    return f"play.html#{urlencode(told, quote_via=quote)}"


def name_of_digit(digit: Digit) -> str:
    """What the page calls a digit: one that it brings along by its name, others by their pixels.

    Pixels are whole numbers of 8 bits where they are 255ths, else of 16 bits, little-endian;
    they are deflated and written in the letters of Base64 that addresses may hold.
    """
    for name in NAMES:
        if np.array_equal(sample(name).pixels, digit.pixels):
            return name
    eights = EIGHTS * digit.pixels
    is_whole = np.allclose(eights, eights.round(), rtol=0, atol=1e-9)
    if is_whole:
        kind, numbers = "bytes", eights.round().astype("u1")
    else:
        kind, numbers = "words", (SIXTEENS * digit.pixels).round().astype("<u2")
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = deflate.compress(numbers.tobytes()) + deflate.flush()
    return f"{kind}_{base64.urlsafe_b64encode(packed).decode().rstrip('=')}"
