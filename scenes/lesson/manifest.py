"""The manifest of a film: all that a program needs to know to use it, as JSON."""

import hashlib
import json
from collections.abc import Sequence

import numpy as np

from network import Digit, Network
from scenes.lesson.slides import clip_name
from scenes.lesson.transcript import passages
from scenes.script.chapters import chapters
from scenes.stage.film import Film

FORMAT, VERSION = "squishification film", 1


def manifest(film: Film, languages: Sequence[str], size: tuple[int, int]) -> str:
    """The manifest as JSON: titles, beats with their captions, digit, network, answer, scores."""
    record = film.record
    width, height = size
    told = {
        "format": FORMAT,
        "version": VERSION,
        "name": film.name,
        "script": film.script.name,
        "title": {each: film.script.title[each] for each in languages},
        "seconds": film.seconds,
        "width": width,
        "height": height,
        "digit": {
            "origin": film.digit.origin,
            "label": record.right_label or None,
            "sha256": digest_of_digit(film.digit),
        },
        "network": {
            "shape": record.shape,
            "parameters": film.network.parameter_count,
            "sha256": digest_of_network(film.network),
        },
        "answer": record.answer_label,
        "is_right": record.is_right,
        "scores": dict(zip(record.labels, record.scores.tolist(), strict=True)),
        "beats": _beats(film, languages),
        "versions": dict(film.versions),
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _beats(film: Film, languages: Sequence[str]) -> list[dict[str, object]]:
    places = {each: chapters(film.script, film.cues, each, film.record) for each in languages}
    return [
        {
            "name": passage.cue.beat,
            "start": passage.cue.start,
            "end": passage.cue.end,
            "clip": clip_name(number, passage.cue.beat),
            "chapter": {each: places[each][number - 1].text for each in languages},
            "captions": {each: list(map(vars, said)) for each, said in passage.said.items()},
        }
        for number, passage in enumerate(passages(film, languages), start=1)
    ]


def digest_of_digit(digit: Digit) -> str:
    """SHA-256 of the brightnesses row by row, as little-endian floats of 64 bits."""
    return hashlib.sha256(digit.pixels.astype("<f8").tobytes()).hexdigest()


def digest_of_network(network: Network) -> str:
    """SHA-256 of weights (row by row), then biases, layer by layer, as `Network.save` has them.

    That is as little-endian floats of 32 bits.
    """
    found = hashlib.sha256()
    for layer in network.layers:
        for array in (layer.weights, layer.biases):
            found.update(np.ascontiguousarray(array, "<f4").tobytes())
    return found.hexdigest()
