"""Arrays as records keep them: of real numbers, and not to be changed."""

import numpy as np

SINGLE, DOUBLE = np.dtype(np.float32), np.dtype(np.float64)


def numbers(name: str, array: object) -> np.ndarray:
    """An array of floating-point numbers: float32 as it is, all others as float64.

    Raises ValueError, which says what the array is by its `name`, for all but real numbers.
    """
    try:
        found = np.asarray(array)
    except ValueError as error:
        raise ValueError(f"The {name} have rows of different lengths; all must agree.") from error
    if found.dtype.kind not in "fiub":
        raise ValueError(f"The {name} are of type {found.dtype}; they must be real numbers.")
    return found if found.dtype in (DOUBLE, SINGLE) else found.astype(float)


def read_only(array: np.ndarray) -> np.ndarray:
    """The array itself, which from now on cannot be changed."""
    array.setflags(write=False)
    return array
