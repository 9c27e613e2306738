"""Reads messages of Protocol Buffers, field by field and no deeper than is asked."""

import struct

from network.importers.base import Unsupported

MOST_FIELDS = 100_000  # of all messages of a file: a node of a graph has some ten
VARINT, EIGHT, BYTES, FOUR = 0, 1, 2, 5  # wire types

Value = int | memoryview


class Messages:
    """Reads the messages of one file; raises Unsupported where they have too many fields.

    The format is https://protobuf.dev/programming-guides/encoding.
    """

    def __init__(self) -> None:
        self.left = MOST_FIELDS

    def fields(self, content: memoryview) -> dict[int, list[Value]]:
        """The values of a message by the numbers of their fields, in their order."""
        found: dict[int, list[Value]] = {}
        at = 0
        while at < len(content):
            self.left -= 1
            if self.left < 0:
                raise Unsupported(f"it has more than {MOST_FIELDS} parts")
            key, at = _varint(content, at)
            value: Value
            if key & 7 == VARINT:
                value, at = _varint(content, at)
            elif key & 7 in (EIGHT, FOUR, BYTES):
                size = {EIGHT: 8, FOUR: 4}.get(key & 7)
                if size is None:
                    size, at = _varint(content, at)
                value = content[at : at + size]
                at += size
            else:
                raise ValueError(f"it has a field of wire type {key & 7}")
            if at > len(content):
                raise ValueError("it breaks off within a field")
            found.setdefault(key >> 3, []).append(value)
        return found


def _varint(content: memoryview, at: int) -> tuple[int, int]:
    """A whole number of seven bits in each byte, and where it ends."""
    value = 0
    for place in range(10):
        if at >= len(content):
            raise ValueError("it breaks off within a number")
        byte = content[at]
        at += 1
        value |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:
            break
    return value, at


def signed(value: Value) -> int:
    """A whole number of 64 bits that may be below zero."""
    number = value if isinstance(value, int) else int.from_bytes(value[:8], "little")
    return number - 2**64 if number >= 2**63 else number


def text(value: Value) -> str:
    """A text."""
    return "" if isinstance(value, int) else str(value, "utf-8", "replace")


def single(value: Value) -> float:
    """A number of 32 bits."""
    return 0.0 if isinstance(value, int) else float(struct.unpack("<f", value)[0])


def whole_numbers(values: list[Value]) -> list[int]:
    """Repeated whole numbers, one for each field or many packed into one."""
    found: list[int] = []
    for each in values:
        if isinstance(each, int):
            found.append(signed(each))
            continue
        at = 0
        while at < len(each):
            number, at = _varint(each, at)
            found.append(signed(number))
    return found
