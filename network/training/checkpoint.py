"""Checkpoints: a training in a file, to be resumed as if it had never been interrupted."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from network.atomic import whole_file
from network.training.trainer import Training, TrainingReport

FORMAT, VERSION = "squishification training", 1
REPORTS = ("reports", "kept")  # after each epoch; of the best network, then of each snapshot


def save_checkpoint(training: Training, sha256: dict[str, str], path: Path) -> None:
    """Write how a training stands between two epochs; the file is whole or as it was.

    Raises OSError, with the name of the file, where the disk does not take it.
    """
    best = training.best or (training.report(), training.parameters)
    kept = [best, *training.snapshots]
    about = {
        "format": FORMAT,
        "version": VERSION,
        **_identity(training, sha256),
        "chance": training.rng.bit_generator.state,
        "steps": training.optimiser.steps,
        "reports": [asdict(report) for report in training.reports],
        "kept": [asdict(report) for report, _ in kept],
    }
    with whole_file(path) as made, made.open("wb") as file:
        np.savez(
            file,
            about=np.array(json.dumps(about)),
            parameters=training.parameters,
            memory=training.optimiser.memory,
            kept=np.array([parameters for _, parameters in kept]),
        )


def load_checkpoint(training: Training, sha256: dict[str, str], path: Path) -> None:
    """Bring a training of the same recipe and digits to where it was when the file was written.

    Raises FileNotFoundError for a missing file, and ValueError for one that is damaged or was
    written by a training of another recipe or other digits.
    """
    if not path.is_file():
        raise FileNotFoundError(f"No training to go on with at {path}; begin without --resume.")
    try:
        with np.load(path, allow_pickle=False) as arrays:
            about = json.loads(str(arrays["about"]))
            if (about["format"], about["version"]) != (FORMAT, VERSION):
                raise ValueError(f"its format is {about['format']!r} {about['version']}")
            parameters, memory, kept = (arrays[name] for name in ("parameters", "memory", "kept"))
        reports, of_kept = ([TrainingReport(**each) for each in about[name]] for name in REPORTS)
    except Exception as error:  # foreign bytes can fail in any way
        raise ValueError(f"{path} is no checkpoint of a training ({error}).") from error
    _check_same(about, _identity(training, sha256), path)
    training.parameters[:], training.optimiser.memory[:] = parameters, memory
    training.optimiser.steps = about["steps"]
    training.rng.bit_generator.state = about["chance"]
    training.reports = reports
    training.best, *training.snapshots = zip(of_kept, kept, strict=True)


def _identity(training: Training, sha256: dict[str, str]) -> dict[str, Any]:
    """What must be the same for a training to go on, as plain JSON values."""
    recipe: dict[str, Any] = json.loads(json.dumps(asdict(training.recipe)))
    return {"recipe": recipe, "sha256": sha256}


def _check_same(found: dict[str, Any], asked: dict[str, Any], path: Path) -> None:
    for word, value in asked["recipe"].items():
        if found["recipe"].get(word) != value:
            raise ValueError(
                f"{path} was begun with {word} {found['recipe'].get(word)}, not {value}; "
                "to go on, ask for the same."
            )
    if found["sha256"] != asked["sha256"]:
        raise ValueError(f"{path} was begun with other digits; to go on, give the same.")
