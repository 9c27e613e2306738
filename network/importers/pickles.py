"""Reads pickles of PyTorch without running anything.

A pickle is a program. Here its instructions are read one by one, and only those are followed that
put names, numbers, tensors and dictionaries together; no name is ever looked up, imported or
called. Whatever else a pickle asks for is refused.
"""

import pickletools
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from network.importers.base import Unsupported
from network.importers.refused import program

MOST_STEPS = 100_000  # instructions of one pickle; a tensor takes some forty
REBUILDERS = ("torch._utils._rebuild_tensor_v2", "torch._utils._rebuild_tensor")
PARAMETER = "torch._utils._rebuild_parameter"
DICTIONARY = "collections.OrderedDict"
CONSTANTS = {"NONE": None, "NEWTRUE": True, "NEWFALSE": False}
ARGUMENTS = (
    *("BININT", "BININT1", "BININT2", "LONG1", "BINFLOAT"),
    *("BINUNICODE", "SHORT_BINUNICODE", "BINSTRING", "SHORT_BINSTRING"),
)
TUPLES = {"EMPTY_TUPLE": 0, "TUPLE1": 1, "TUPLE2": 2, "TUPLE3": 3}


@dataclass(frozen=True)
class Name:
    """A name of Python's in a pickle, which is not looked up."""

    text: str


@dataclass(frozen=True)
class Store:
    """Where the numbers of a tensor lie."""

    key: str
    kind: str


@dataclass(frozen=True)
class Tensor:
    """What a pickle says of a tensor."""

    store: Store
    offset: int
    shape: tuple[int, ...]
    strides: tuple[int, ...]


@dataclass
class Pickles:
    """Reads pickles one after the other, and follows the few instructions that are harmless.

    `kinds` gathers the kind of every storage that is spoken of, by its key.
    """

    file: BinaryIO
    path: Path
    kinds: dict[str, str] = field(default_factory=dict)
    stack: list[Any] = field(default_factory=list)
    rows: list[list[Any]] = field(default_factory=list)  # that go on below the last mark
    memo: dict[int, Any] = field(default_factory=dict)

    def value(self) -> Any:
        """What the next pickle says.

        Raises Unsupported for an instruction that would run something.
        """
        self.stack, self.rows, self.memo = [], [], {}
        for count, (code, argument, _) in enumerate(pickletools.genops(self.file)):
            if count > MOST_STEPS:
                raise Unsupported(f"its pickle has more than {MOST_STEPS} instructions")
            if code.name == "STOP":
                break
            self._follow(code.name, argument)
        return self.stack.pop()

    def _follow(self, code: str, argument: Any) -> None:
        stack = self.stack
        if code in CONSTANTS:
            stack.append(CONSTANTS[code])
        elif code in ARGUMENTS:
            stack.append(argument)
        elif code in TUPLES:
            stack.append(tuple(self._taken(TUPLES[code])))
        elif code in ("PROTO", "FRAME"):
            pass
        elif code == "MARK":
            self.rows.append(stack)
            self.stack = []
        elif code == "TUPLE":
            row = self._since_mark()
            self.stack.append(tuple(row))
        elif code in ("EMPTY_DICT", "EMPTY_LIST"):
            stack.append({} if code == "EMPTY_DICT" else [])
        elif code in ("BINPUT", "LONG_BINPUT"):
            self.memo[argument] = stack[-1]
        elif code == "MEMOIZE":
            self.memo[len(self.memo)] = stack[-1]
        elif code in ("BINGET", "LONG_BINGET"):
            stack.append(self.memo[argument])
        else:
            self._put_together(code, argument)

    def _put_together(self, code: str, argument: Any) -> None:
        stack = self.stack
        if code == "GLOBAL":
            stack.append(Name(argument.replace(" ", ".")))
        elif code == "STACK_GLOBAL":
            stack.append(Name(".".join(self._taken(2))))
        elif code == "BINPERSID":
            stack.append(self._store(*stack.pop()[:3]))
        elif code == "REDUCE":
            stack.append(self._made(*self._taken(2)))
        elif code in ("SETITEM", "SETITEMS"):
            row = self._taken(2) if code == "SETITEM" else self._since_mark()
            self.stack[-1].update(_entries(zip(row[::2], row[1::2], strict=True)))
        elif code in ("APPEND", "APPENDS"):
            row = self._taken(1) if code == "APPEND" else self._since_mark()
            self.stack[-1].extend(row)
        elif code == "BUILD" and isinstance(stack[-2], dict):
            stack.pop()  # what PyTorch notes about versions
        else:
            raise program(self.path, "PyTorch")

    def _made(self, name: Any, arguments: Any) -> Any:
        """What a call would make, for the few that only put together what is there."""
        called = name.text if isinstance(name, Name) else ""
        if called == DICTIONARY:
            return _entries(*arguments)
        if called == PARAMETER:
            return arguments[0]
        if called in REBUILDERS:
            return Tensor(*arguments[:4])
        raise program(self.path, "checkpoint")

    def _store(self, _: str, kind: Any, key: Any) -> Store:
        if not isinstance(key, str):
            raise ValueError("a storage is named by no text")
        self.kinds[key] = kind.text.rpartition(".")[2]
        return Store(key, self.kinds[key])

    def _taken(self, count: int) -> list[Any]:
        start = len(self.stack) - count
        if start < 0:
            raise ValueError("its pickle breaks off")
        row = self.stack[start:]
        del self.stack[start:]
        return row

    def _since_mark(self) -> list[Any]:
        row, self.stack = self.stack, self.rows.pop()
        return row


def _entries(pairs: Iterable[tuple[Any, Any]] = ()) -> dict[Any, Any]:
    """A dictionary of pairs, whose keys are names or numbers: others may take for ever to hash."""
    entries = list(pairs)
    if not all(isinstance(key, (str, int)) for key, _ in entries):
        raise ValueError("a dictionary has keys that are neither names nor numbers")
    return dict(entries)
