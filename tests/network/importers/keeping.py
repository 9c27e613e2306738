"""Keeps files that other programs have made, what these answered, and how each is brought in.

The scripts `make.py` beside the files use it; it needs numpy alone.
"""

import json
from pathlib import Path

import numpy as np

INPUTS = np.random.default_rng(1).random((20, 12)).astype("f4")  # brightness, of pictures of 3 x 4


def keep(folder: Path, cases: dict[str, tuple[np.ndarray, dict]]) -> None:
    """Write what every file answers, (20, outputs), and the arguments that bring it in."""
    answers = {name: np.asarray(told, float) for name, (told, _) in cases.items()}
    np.savez_compressed(folder / "answers.npz", **answers)
    told = {name: arguments for name, (_, arguments) in cases.items()}
    (folder / "cases.json").write_text(json.dumps(told, indent=1) + "\n")
