"""The manifest of a film: all that a program needs to know to use it, as JSON."""

import hashlib
import json
from collections.abc import Mapping, Sequence

import numpy as np

from network import Digit, ForwardPass, Network
from network.measurements.measured import digest_of_network
from scenes.lesson.slides import clip_name
from scenes.stage.film import Film
from scenes.stage.records import Archive, network_of

FORMAT, VERSION = "squishification film", 2


def manifest(
    film: Film, languages: Sequence[str], size: tuple[int, int], pictures: Mapping[str, str]
) -> str:
    """The manifest as JSON: titles, beats with their captions, the cast, digests of pictures."""
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
        "cast": {name: told_of(record) for name, record in film.cast.items()},
        "beats": _beats(film, languages),
        "pictures": dict(pictures),
        "versions": dict(film.versions),
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _beats(film: Film, languages: Sequence[str]) -> list[dict[str, object]]:
    places = {each: film.wording.chapters(each) for each in languages}
    return [
        {
            "name": passage.cue.beat,
            "start": passage.cue.start,
            "end": passage.cue.end,
            "clip": clip_name(number, passage.cue.beat),
            "chapter": {each: places[each][number - 1].text for each in languages},
            "captions": {each: list(map(vars, said)) for each, said in passage.said.items()},
        }
        for number, passage in enumerate(film.wording.passages(languages), start=1)
    ]


def told_of(record: object) -> dict[str, object]:
    """What a record of a cast is, and how it was made."""
    kind = {"kind": type(record).__name__}
    if isinstance(record, ForwardPass):
        return {
            **kind,
            "digit": told_of(record.digit),
            "network": told_of(network_of(record)),
            "answer": record.answer_label,
            "tied": list(record.brightest[1:]) and list(record.brightest),
            "is_right": record.is_right,
            "label": record.right_label or None,
            "scores": dict(zip(record.labels, record.scores.tolist(), strict=True)),
        }
    if isinstance(record, Digit):
        return {**kind, "origin": record.origin, "sha256": digest_of_digit(record)}
    if isinstance(record, Network):
        return {
            **kind,
            "shape": record.shape,
            "parameters": record.parameter_count,
            "sha256": digest_of_network(record),
        }
    return {**kind, "sha256": digest_of_record(record)}


def digest_of_record(record: object) -> str:
    """SHA-256 of a record as it is kept beside its film: its JSON, then its arrays and networks."""
    archive = Archive()
    found = hashlib.sha256(json.dumps(archive.write(record), sort_keys=True).encode())
    for array in archive.arrays.values():
        found.update(np.ascontiguousarray(array).tobytes())
    for network in archive.networks.values():
        found.update(digest_of_network(network).encode())
    return found.hexdigest()


def digest_of_digit(digit: Digit) -> str:
    """SHA-256 of the brightnesses row by row, as little-endian floats of 64 bits."""
    return hashlib.sha256(digit.pixels.astype("<f8").tobytes()).hexdigest()
