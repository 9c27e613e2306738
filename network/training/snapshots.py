"""Snapshots: the networks that one training went through, for a film to show in order."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from network.atomic import whole_folder
from network.model import Network
from network.training.trainer import TrainingReport

PATTERN = "step_*.npz"


@dataclass(frozen=True, eq=False)
class Snapshot:
    """A network at one moment of its training, and what was known of it then."""

    network: Network
    report: TrainingReport


@dataclass(frozen=True, eq=False)
class Snapshots:
    """The networks that one training went through, from its first moment to its last.

    Raises ValueError for none, for networks of different shapes, and for steps that do not rise.
    """

    each: tuple[Snapshot, ...]

    def __post_init__(self) -> None:
        if not self.each:
            raise ValueError("A training of no snapshots; it needs one at least.")
        shapes = {snapshot.network.shape for snapshot in self.each}
        if len(shapes) > 1:
            raise ValueError(
                f"Snapshots of shapes {', '.join(map(str, sorted(shapes)))}; in one training all "
                "agree."
            )
        steps = [report.step for report in self.reports]
        if steps != sorted(set(steps)):
            raise ValueError(f"Snapshots after steps {steps}; each comes later than the last.")

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self.each)

    @property
    def first(self) -> Snapshot:
        """The network as it was before it learnt anything."""
        return self.each[0]

    @property
    def last(self) -> Snapshot:
        """The network that came of it."""
        return self.each[-1]

    @property
    def reports(self) -> tuple[TrainingReport, ...]:
        """What was known at each moment."""
        return tuple(snapshot.report for snapshot in self.each)


def write_snapshots(snapshots: Iterable[Snapshot], folder: Path) -> None:
    """Write each as a network's file, named by its step; the report is in the `origin`.

    They replace the snapshots of another training in the folder. Raises FileExistsError, before
    anything is written, where a file has such a name and is no snapshot.
    """
    former = former_snapshots(folder)
    names = set()
    with whole_folder(folder) as made:
        for each in snapshots:
            origin = each.network.origin | {"report": asdict(each.report)}
            network = Network(each.network.layers, each.network.labels, origin)
            names.add(name_at(each.report.step))
            network.save(made / name_at(each.report.step))
    for path in former:
        if path.name not in names:
            path.unlink()


def name_at(step: int) -> str:
    """What the file of a snapshot is called."""
    return f"step_{step:07}.npz"


def former_snapshots(folder: Path) -> list[Path]:
    """The files that new snapshots replace; raises FileExistsError for one of somebody else's."""
    former = [*folder.glob(PATTERN)]
    for path in former:
        if not _is_ours(path):
            raise FileExistsError(
                f"{path} is no snapshot that was written here; move it, or name another folder."
            )
    return former


def _is_ours(path: Path) -> bool:
    try:
        return path.name == name_at(_read(path).report.step)
    except (OSError, TypeError, ValueError):
        return False


def read_snapshots(folder: str | Path) -> Snapshots:
    """The snapshots of one training, from its first moment to its last.

    Raises FileNotFoundError for a folder without any and ValueError for a damaged one.
    """
    paths = sorted(Path(folder).glob(PATTERN))
    if not paths:
        raise FileNotFoundError(f"No snapshot in {folder}; they are files named {PATTERN}.")
    return Snapshots(tuple(_read(path) for path in paths))


def _read(path: Path) -> Snapshot:
    network = Network.load(path)
    told = network.origin.get("report")
    if not isinstance(told, dict) or set(told) != set(TrainingReport.__dataclass_fields__):
        raise ValueError(f"{path} tells of no moment of a training; it is no snapshot.")
    return Snapshot(network, TrainingReport(**told))
