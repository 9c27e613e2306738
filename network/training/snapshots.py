"""Snapshots: the networks that one training went through, for a film to show in order."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from network.model import Network
from network.training.trainer import Report

PATTERN = "step_*.npz"


@dataclass(frozen=True, eq=False)
class Snapshot:
    """A network at one moment of its training, and what was known of it then."""

    network: Network
    report: Report


def write_snapshots(snapshots: Iterable[Snapshot], folder: Path) -> None:
    """Write each as a network's file, named by its step; the report is in the `origin`.

    They replace the snapshots of another training in the folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob(PATTERN):
        old.unlink()
    for each in snapshots:
        origin = each.network.origin | {"report": asdict(each.report)}
        network = Network(each.network.layers, each.network.labels, origin)
        network.save(folder / f"step_{each.report.step:07}.npz")


def read_snapshots(folder: str | Path) -> tuple[Snapshot, ...]:
    """The snapshots of one training, from its first moment to its last.

    Raises FileNotFoundError for a folder without any and ValueError for a damaged one.
    """
    paths = sorted(Path(folder).glob(PATTERN))
    if not paths:
        raise FileNotFoundError(f"No snapshot in {folder}; they are files named {PATTERN}.")
    return tuple(_read(path) for path in paths)


def _read(path: Path) -> Snapshot:
    network = Network.load(path)
    told = network.origin.get("report")
    if not isinstance(told, dict) or set(told) != set(Report.__dataclass_fields__):
        raise ValueError(f"{path} tells of no moment of a training; it is no snapshot.")
    return Snapshot(network, Report(**told))
