"""How well a number tells one group from another: the area under the ROC curve."""

import numpy as np


def area_under_curve(values: np.ndarray, inside: np.ndarray) -> float:
    """The share of pairs whose member inside has the larger value, ties counting half.

    `values`, (N,), are numbers and `inside`, (N,), booleans. Counted exactly, from ranks: Hanley,
    McNeil: "The meaning and use of the area under a ROC curve" (1982). NaN where all are on one
    side.
    """
    ours, others = values[inside], np.sort(values[~inside])
    pairs = len(ours) * len(others)
    if not pairs:
        return float("nan")
    below = np.searchsorted(others, ours, "left").sum()
    up_to = np.searchsorted(others, ours, "right").sum()
    return float((int(below) + int(up_to)) / (2 * pairs))
