"""Reads what lies beside a film, and holds its ledger against what is found here."""

import hashlib
import json
import re
from itertools import pairwise
from pathlib import Path

import numpy as np

from oracle.calibration import Calibration, Examination
from oracle.confusion import Confusions, Count
from oracle.crowd import BiasSweep, Contest, Crowd, Telling
from oracle.evidence import Evidence
from oracle.forward_pass import ForwardPass, MatrixProduct, StrongestLines
from oracle.functions import Collapsed, Contrast, EdgeMap, Nudge
from oracle.handwriting import DrawnDigits, PenPath
from oracle.likeness import Likenesses, Neighbours, Overlap, PixelRow
from oracle.measurements import MeasuredLayer, MeasuredNetwork, Speed
from oracle.network import Digit, Network, ParameterCounts, Step
from oracle.neurons import NeuronStatistics
from oracle.paths import value_at
from oracle.strokes import Bar
from oracle.training import Run, Snapshot, Snapshots, TrainingReport, Trial, Trials
from oracle.what_if import Ablation, Ablations, Erasing, MovedBias, Moves, Suspects

EXPONENT = 0.45  # of the light of signs beside the largest, as a legend says

KINDS = {
    kind.__name__: kind
    for kind in (
        *(ForwardPass, Digit, Step, DrawnDigits, PenPath, Network, ParameterCounts),
        *(Trials, Trial, Run, TrainingReport, Snapshots, Snapshot),
        *(Count, Examination, Confusions, Calibration, NeuronStatistics),
        *(MeasuredNetwork, MeasuredLayer),
        *(Overlap, Likenesses, Neighbours, PixelRow),
        *(Ablation, Ablations, Erasing, Suspects, Moves, MovedBias, Evidence),
        *(Crowd, BiasSweep, Contest, Telling, MatrixProduct, Speed),
        *(Contrast, Nudge, Collapsed, StrongestLines, EdgeMap, Bar),
    )
}


class Oracle:
    """Works out by itself what any entry of a film's ledger should say."""

    def __init__(self, film: Path) -> None:
        self.film = film
        with np.load(film.with_suffix(".cast.npz")) as arrays:
            self.arrays = dict(arrays)
        about = json.loads(film.with_suffix(".film.json").read_text(encoding="utf-8"))
        self.cast = {name: self._record(told) for name, told in about["cast"].items()}

    def value(self, record: str, path: str) -> object:
        """What should stand at a path of a record of the cast."""
        return value_at(self.cast[record], path)

    def disagreements(self, ledger: list[dict]) -> list[dict]:
        """Entries that show something else than is found here."""
        axes = [entry for entry in ledger if entry["record"] == "axis"]
        counts = [entry for entry in ledger if entry["record"] == "ledger"]
        told = [entry for entry in ledger if entry["record"] not in ("axis", "ledger")]
        return [
            *(entry for entry in told if not self._agrees(entry)),
            *(entry for entry in counts if not _is_the_count(entry, told)),
            *(entry for entry in axes if not _is_a_mark(entry, axes)),
        ]

    def _record(self, told: object) -> object:
        """A record from the raw values that are kept of it, whatever lies in it first."""
        if isinstance(told, list):
            return [self._record(each) for each in told]
        if not isinstance(told, dict):
            return told
        if "kind" in told:
            assert told["kind"] in KINDS, f"no oracle knows {told['kind']}; write one"
            inside = {name: self._record(each) for name, each in told.items() if name != "kind"}
            return KINDS[told["kind"]](**inside)
        if "array" in told:
            return self.arrays[told["array"]]
        if "plain" in told:
            return told["plain"]
        network = Network.read(self.film.with_suffix(f".{told['network']}.npz"))
        if "forward_pass" in told:
            return ForwardPass(network, self._record(told["forward_pass"]))
        return network

    def _agrees(self, entry: dict) -> bool:
        try:
            value = self.value(entry["record"], entry["path"])
        except (LookupError, AttributeError, TypeError, ValueError):
            return False  # there is nothing on this path
        if entry["numerals"] not in _numerals(value, entry["shown"]):
            return False
        return _is_told(value, entry["value"]) and _is_shown(value, entry["shown"], entry["places"])


def _is_told(value: object, told: float | str | None) -> bool:
    """Whether an entry tells a value as it is, to six decimals; of an array it tells none."""
    if isinstance(value, np.ndarray):
        return told is None
    if isinstance(value, str) or not isinstance(told, int | float):
        return told == value
    return bool(np.isclose(told, float(value), rtol=1e-6, atol=1e-6, equal_nan=True))


def _numerals(value: object, shown: str) -> tuple[int, ...]:
    """How many numbers an entry may print: a label none, an array all of its own or none."""
    if isinstance(value, str):
        return (0,)
    return (0, np.size(value)) if re.fullmatch("[0-9a-f]{64}", shown) else (1,)


def _is_shown(value: object, shown: str, places: list[int] | None) -> bool:
    """Whether a value looks like this: cells by the digest of their numbers, others printed."""
    if isinstance(value, str):
        return shown == value
    if re.fullmatch("[0-9a-f]{64}", shown):
        values = np.ravel(value).astype(float)
        return shown == digest(values if places is None else values[places])
    return np.ndim(value) == 0 and shown in printings(value, len(shown.partition(".")[2]))


def digest(values: np.ndarray) -> str:
    """SHA-256 of numbers to six decimals, by which a ledger tells an array."""
    return hashlib.sha256((np.round(values, 6) + 0.0).tobytes()).hexdigest()


def printings(value: float, decimals: int) -> set[str]:
    """How a number may be printed: with its sign or without, minus as a dash of its own."""
    if isinstance(value, int | np.integer):
        return {format(int(value), ",").replace("-", "\u2212")}
    plain = format(abs(float(value)), f".{decimals}f")
    if float(plain) == 0:
        return {plain}
    return {"\u2212" + plain} if value < 0 else {plain, "+" + plain}


def _is_the_count(entry: dict, told: list[dict]) -> bool:
    """Whether an entry says how many numbers of the cast are printed in the whole film."""
    count = sum(each["numerals"] for each in told)
    return (entry["path"], entry["value"], entry["shown"]) == ("numbers", count, f"{count:,}")


def _is_a_mark(entry: dict, axes: list[dict]) -> bool:
    """Whether a mark belongs to an axis: evenly spaced numerals, or the ticks between them.

    A film may have several axes. On each the farthest mark is opposite 0, or twice another.
    """
    marks = {other["value"] for other in axes if other["value"] is not None}
    if entry["path"] == "marks":
        reaches = (np.linspace(-reach, reach, 81) for reach in marks)
        return entry["shown"] in map(digest, reaches)
    mark = entry["value"]
    if mark == EXPONENT:
        return entry["shown"] == format(EXPONENT, ".2f")
    if mark != int(mark):  # of an axis whose marks are hundredths, in steps of one size
        hundredths = sorted(round(100 * each) for each in marks if each != int(each))
        steps = {two - one for one, two in pairwise(hundredths)}
        return len(steps) == 1 and entry["shown"] == format(mark, ".2f")
    evenly = mark in (-1, 0, 1) or bool({-mark, 2 * mark, mark / 2} & marks)
    return evenly and entry["shown"] == format(int(mark), ",").replace("-", "\u2212")
