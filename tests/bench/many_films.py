"""How many films scale: `python tests/bench/many_films.py` measures, prints and plots it all.

Single parts: `workers`, `growth`, `hundred`, `plot`. Films are those of ten_seconds.py, at
480p15; what is measured is kept in plots/many_films.json, from which the plots are made.
"""

import argparse
import heapq
import json
import tempfile
import time
from collections.abc import Generator, Sequence
from functools import partial
from itertools import product
from multiprocessing import active_children
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from PIL import Image
from rich.console import Console
from ten_seconds import make_job, usages

from network import draw_digit
from network.assets import asset
from scenes.batch import jobs as listed
from scenes.batch import store
from scenes.batch.events import Event, Finished
from scenes.batch.jobs import Job
from scenes.batch.pictures import OWN, Picture, pictures_in
from scenes.batch.process_pool import process_pool
from scenes.batch.report import BatchReport
from scenes.batch.runner import BatchRunner
from scenes.script.running_order import running_order
from tests.made_up import random_network

PLOTS = Path(__file__).with_name("plots")
KEPT = PLOTS / "many_films.json"
FILM = running_order().explaining.source  # which the short film stands for
FILMS, CLASS, TURNS = 16, 100, 5
SIMULATED = (1, 2, 4, 8, 16, 32, 64)  # workers
ORDERED = 300  # films, of the simulation


def drawn(folder: Path, count: int) -> list[Picture]:
    """So many pictures of drawn digits in a folder."""
    folder.mkdir()
    for seed in range(count):
        image = (255 * draw_digit(seed % 10, seed).image).round().astype(np.uint8)
        large = Image.fromarray(np.pad(image, 4)).resize((360, 360), Image.Resampling.NEAREST)
        large.save(folder / f"child-{seed:03}.png")
    return pictures_in(folder, labelled=False)


def made(
    jobs: Sequence[Job], folder: Path, workers: int, rounds: int = 1, death: int | None = None
) -> tuple[BatchReport, float]:
    """Make films, ending one worker after so many: the report, and the seconds it took."""

    def pool(left: Sequence[Job]) -> Generator[Event, None, None]:
        finished = 0
        for event in process_pool(left, workers, partial(make_job, rounds=rounds)):
            finished += isinstance(event, Finished)
            if isinstance(event, Finished) and finished == death:
                active_children()[0].kill()
            yield event

    start = time.perf_counter()
    report = BatchRunner(jobs, folder, None, Console(stderr=True)).run(pool)
    return report, time.perf_counter() - start


def workers(room: Path) -> dict[str, Any]:
    """The same films by 1 worker and by 2, in turns, start-up included: the middle run of each."""
    pictures = drawn(room / "pictures", FILMS)
    jobs = listed.jobs([FILM], pictures, [asset("weights", "digits.npz")], ["l"])
    runs: dict[int, list[dict[str, Any]]] = {1: [], 2: []}
    for turn, count in product(range(TURNS), runs):
        folder = room / f"turn {turn} by {count}"
        before = time.process_time()
        report, seconds = made(jobs, folder, count)
        parent = time.process_time() - before
        spent = usages(folder)
        assert report.made == FILMS, list(report.reasons())
        walls = [each["wall"] for each in spent]
        runs[count].append({"wall": seconds, "parent": parent, "jobs": walls})
        cpu = sum(each["cpu"] for each in spent)
        print(
            f"{FILMS} films, {count} at a time: {seconds:6.1f} s; {cpu:6.1f} s of CPU in films, "
            f"{parent:.1f} beside"
        )
    middle = {
        str(count): sorted(found, key=lambda run: run["wall"])[TURNS // 2]
        for count, found in runs.items()
    }
    print(f"1 against 2: {middle['1']['wall'] / middle['2']['wall']:.2f} times")
    return {"films": FILMS, **middle}


def growth(room: Path) -> dict[str, Any]:
    """Seconds, memory and disk of one film as the network or the film grows."""
    rng = np.random.default_rng(3)
    shapes = {
        "neurons": {count: (784, count, count, 10) for count in (16, 64, 256)},
        "layers": {count: (784, *(16,) * count, 10) for count in (1, 2, 3, 4)},
        "seconds": {10 * count: (784, 16, 16, 10) for count in (1, 2, 4, 8)},
    }
    found: dict[str, Any] = {}
    for what, sizes in shapes.items():
        for size, shape in sizes.items():
            path, folder = room / f"{what}-{size}.npz", room / f"{what} {size}"
            random_network(rng, *shape).save(path)
            jobs = listed.jobs([FILM], OWN, [path], ["l"])
            report, _ = made(jobs, folder, 1, size // 10 if what == "seconds" else 1)
            for reason in report.reasons():
                print(f"{what:>8} {size:4}: {reason}")
            for usage in usages(folder):
                found.setdefault(what, {})[size] = usage
                print(
                    f"{what:>8} {size:4}: {usage['cpu']:6.1f} s of CPU, "
                    f"{usage['megabytes']:5.0f} MB, {usage['bytes'] / 1e6:5.2f} MB on disk"
                )
    return found


def hundred(room: Path) -> dict[str, Any]:
    """A class of personal films, one picture unreadable, one worker killed half-way."""
    pictures = drawn(room / "class", CLASS)
    pictures[CLASS // 3].path.write_text("No picture, but words.")
    jobs = listed.jobs([FILM], pictures, [asset("weights", "digits.npz")], ["l"])
    folder = room / "films"
    report, seconds = made(jobs, folder, 2, death=CLASS // 2)
    told = [report.counts(), *report.reasons()]
    print(f"{seconds:.0f} s", *told, sep="\n")
    whole = sum(path.is_file() for path in folder.rglob("*.mp4"))
    strays = list(folder.rglob(".*"))
    assert (report.made, report.restarted, whole, strays) == (CLASS - 1, 1, CLASS - 1, [])
    with patch.object(store, "caption"):  # the script on file is not the one of these films
        report, again = made(jobs, folder, 2)
    print(f"a second time: {again:.1f} s", report.counts(), sep="\n")
    assert (report.made, report.stood) == (0, CLASS - 1)
    return {"wall": seconds, "again": again, "told": told}


def simulated(found: dict[str, Any]) -> dict[int, float]:
    """How many times faster more workers would be, each taking the next film when it is free.

    Films take what they were measured to take, the first of each worker with its start-up; the
    parent stores them one after another.
    """
    first, *times = found["1"]["jobs"]
    start_up = max(first - sum(times) / len(times), 0)
    walls = {}
    for count in SIMULATED:
        free, stored = [start_up] * count, 0.0
        for number in range(ORDERED):
            done = heapq.heappop(free) + times[number % len(times)]
            stored = max(stored, done) + found["1"]["parent"] / found["films"]
            heapq.heappush(free, done)
        walls[count] = stored
    return {count: walls[1] / wall for count, wall in walls.items()}


def plot(found: dict[str, Any]) -> None:
    """Draw what was measured into plots/."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams |= {"svg.hashsalt": "many films", "font.size": 11, "axes.grid": True}
    from matplotlib import pyplot as plt

    if "growth" in found:
        axes_of = {"cpu": "CPU seconds", "megabytes": "peak memory, MB", "bytes": "disk, MB"}
        names = {
            "neurons": "neurons in each of 2 hidden layers",
            "layers": "hidden layers of 16",
            "seconds": "seconds of film",
        }
        figure, axes = plt.subplots(3, 3, figsize=(10, 8), sharey="row", layout="constrained")
        for column, (what, sizes) in enumerate(found["growth"].items()):
            for row, (key, label) in enumerate(axes_of.items()):
                scale = 1e-6 if key == "bytes" else 1
                values = [scale * usage[key] for usage in sizes.values()]
                axes[row, column].plot([*map(int, sizes)], values, "o-", color="#2A6FDB")
                axes[row, column].set_xticks([*map(int, sizes)])
                if column == 0:
                    axes[row, column].set_ylabel(label)
                if row == 2:
                    axes[row, column].set_xlabel(names[what])
        for axis in axes[:, 0]:
            axis.set_ylim(bottom=0)
        figure.savefig(PLOTS / "growth.svg", metadata={"Date": None})
    if "workers" in found:
        figure, axis = plt.subplots(figsize=(6, 4), layout="constrained")
        speeds = simulated(found["workers"])
        print(*(f"{count} workers: {times:.1f} times" for count, times in speeds.items()), sep="\n")
        axis.plot([*speeds], [*speeds], ":", color="#888888", label="as many times as workers")
        axis.plot([*speeds], [*speeds.values()], "o-", color="#2A6FDB", label="simulated")
        real = found["workers"]["1"]["wall"] / found["workers"]["2"]["wall"]
        axis.plot([1, 2], [1, real], "s", color="#D9730D", label="measured")
        axis.set(xscale="log", yscale="log", xlabel="workers", ylabel="times faster than one")
        axis.set_xticks([*speeds], [*map(str, speeds)])
        axis.set_yticks([*speeds], [*map(str, speeds)])
        axis.minorticks_off()
        axis.legend()
        figure.savefig(PLOTS / "workers.svg", metadata={"Date": None})


PARTS = {"workers": workers, "growth": growth, "hundred": hundred}


def main() -> None:
    """Measure all parts or one, keep the figures and plot them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("part", nargs="?", choices=["all", *PARTS, "plot"], default="all")
    chosen = parser.parse_args().part
    found = json.loads(KEPT.read_text()) if KEPT.is_file() else {}
    for part in PARTS:
        if chosen in ("all", part):
            with tempfile.TemporaryDirectory() as room:
                found[part] = PARTS[part](Path(room))
            PLOTS.mkdir(exist_ok=True)
            KEPT.write_text(json.dumps(found, indent=1) + "\n")
    plot(json.loads(KEPT.read_text()))


if __name__ == "__main__":
    main()
