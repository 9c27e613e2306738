"""Paths into records: by name, place and argument to a single number."""

from collections.abc import Mapping


def look_up(record: object, path: str) -> object:
    """What stands in a record at a path such as "layers.0.weighted_sums.7".

    A part of a path names an attribute, a word of a mapping ("origin.test.right") or a place in an
    array; after a method's name comes its argument: "layers.0.neuron.7.others.4" is
    `record.layers[0].neuron(7).others(4)`.

    Raises LookupError, with the part that leads nowhere.
    """
    found = record
    for part in path.split("."):
        try:
            if callable(found):
                found = found(int(part))
            elif isinstance(found, Mapping):
                found = found[part]
            elif part.lstrip("-").isdecimal():
                found = found[int(part)]  # type: ignore[index]
            else:
                found = getattr(found, part)
        except (AttributeError, LookupError, TypeError, ValueError) as error:
            raise LookupError(f"No {part!r} on the path {path!r}: {error}.") from error
    return found
