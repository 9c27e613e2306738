"""The paths to all that can be read in a record, found by asking it for its words."""

import dataclasses
import inspect
from collections.abc import Iterator, Mapping

import numpy as np

Way = tuple[str, ...]  # the parts of a path


def paths(record: object) -> list[str]:
    """The paths to all that can be read in a record; of many parts, those to two."""
    return [".".join(way) for way in _ways(record, (), ())]


def _ways(record: object, way: Way, above: tuple[type, ...]) -> Iterator[Way]:
    if isinstance(record, Mapping):
        for name in record:
            yield from _ways(record[name], (*way, name), above)
    elif isinstance(record, tuple | list):
        for place, part in enumerate(record[:2]):
            yield from _ways(part, (*way, str(place)), above)
    elif isinstance(record, np.ndarray):
        yield from (way, (*way, "size"), *((*way, "0") for _ in record[:1] if record.ndim == 1))
    elif record is None or isinstance(record, bool | int | float | str | np.generic):
        yield way
    elif dataclasses.is_dataclass(record) and not callable(record) and type(record) not in above:
        for name in dir(record):  # a part that leads back up, as to its layer, is left out
            if not name.startswith("_"):
                yield from _ways_on(getattr(record, name), (*way, name), (*above, type(record)))


def _ways_on(part: object, way: Way, above: tuple[type, ...]) -> Iterator[Way]:
    if not inspect.ismethod(part):
        yield from _ways(part, way, above)
    elif [each.annotation for each in inspect.signature(part).parameters.values()] == [int]:
        for place in (0, 1):
            try:
                found = part(place)
            except IndexError:  # a layer of one neuron has no second
                continue
            yield from _ways(found, (*way, str(place)), above)
