"""Where a path leads: by name, place and argument, from record to record, to a single value."""


def value_at(record: object, path: str) -> object:
    """What stands at a path such as "layers.0.neuron.7.others.4"."""
    found = record
    for part in path.split("."):
        if callable(found):
            found = found(int(part))
        elif isinstance(found, dict):
            found = found[part]
        elif part.isdecimal():
            found = found[int(part)]
        else:
            found = getattr(found, part)
    return found
