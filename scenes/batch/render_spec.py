"""Render specs: all that a worker needs to make a film, wherever it stands."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from network import Digit, Network
from network.measurements.known import KnownDigits
from scenes.batch.dependencies import ROOT, digest_of_code, sources
from scenes.script.film_source import FilmSource
from scenes.script.running_order import running_order
from scenes.script.script import Script

CARD = ROOT / "scenes" / "stage" / "act.py"  # which films with a card import


@dataclass(frozen=True, eq=False)
class RenderSpec:
    """A film, a digit, a network and a quality, and the digest of all that the film comes from.

    A spec travels to its worker as it is: digit and network need not be files there.
    """

    film: FilmSource
    digit: Digit
    network: Network | None  # None is the shipped one that the film is about
    quality: str | None
    digest: str
    known: KnownDigits | None = None  # on which somebody's own network is measured

    @property
    def script(self) -> Script:
        """The script of the film."""
        return script_of(self.film)

    def is_same_here(self) -> bool:
        """Whether the code and the tools of this place make the film that was asked for."""
        return self.digest == digest(self.film, self.digit, self.network, self.quality, self.known)


def render_spec(
    film: FilmSource,
    digit: Digit,
    network: Network | None,
    quality: str | None,
    known: KnownDigits | None = None,
) -> RenderSpec:
    """The spec of a film, with its digest; raises what `digest` does."""
    made_of = digest(film, digit, network, quality, known)
    return RenderSpec(film, digit, network, quality, made_of, known)


def digest(
    film: FilmSource,
    digit: Digit,
    network: Network | None,
    quality: str | None,
    known: KnownDigits | None = None,
) -> str:
    """SHA-256 of all that a film comes from: if it is the same, so is the film.

    Title and captions are left out, for they are not seen in the film; only the marks of the
    sentences count, which of them ask, and what a voice says, for that is written on screen; and
    of a film with a card, the question of its act and its place among the films.
    Raises FileNotFoundError for a film without its scene or its script.
    """
    told = hashlib.sha256(digest_of_code(film))
    script = script_of(film)
    beats = [
        (beat.name, beat.seconds, beat.marks, beat.ask and beat.ask.by) for beat in script.beats
    ]
    voiced = [dict(each.lines) for beat in script.beats for each in beat.sentences if each.voice]
    steps = [step.name for step in digit.steps]
    words = {name: dict(word) for name, word in script.words.items()}
    plain = (quality, beats, words, voiced, _card(film), digit.label, digit.origin, steps)
    about = network and (_activations(network), network.labels, network.origin)
    told.update(json.dumps((plain, about), sort_keys=True).encode())
    for array in _arrays(digit, network, known):
        told.update(f"{array.dtype.str} {array.shape}".encode())
        told.update(np.ascontiguousarray(array).tobytes())
    return told.hexdigest()


def _card(film: FilmSource) -> list[object]:
    """What the card of a film's act shows of the running order; nothing for one without a card."""
    order = running_order()
    act = order.act_of(film.name)
    if act is None or CARD not in sources(film.scene):
        return []
    place = order.names.index(film.name)
    return [order.acts.index(act), dict(act.title), place, len(order.names)]


def _activations(network: Network) -> list[str]:
    return [layer.activation.name for layer in network.layers]


def _arrays(
    digit: Digit, network: Network | None, known: KnownDigits | None
) -> Iterator[np.ndarray]:
    yield digit.image
    for step in digit.steps:
        yield step.picture
    for layer in network.layers if network else ():
        yield from (layer.weights, layer.biases)
    if network and known:
        yield from (known.pixels, known.labels)


@cache
def script_of(film: FilmSource) -> Script:
    """The script of a film; raises what `Script.load` does."""
    return Script.load(film.script)
