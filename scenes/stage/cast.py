"""The cast: the records that a film may show, each under a name of its own."""

from collections.abc import Iterator, Mapping
from typing import Any

from network import ForwardPass, NeuronPass, look_up
from scenes.stage.records import KINDS, parts


class Cast(Mapping[str, Any]):
    """Records by their names; the first is the lead, to which a path without a name belongs.

    `cast.eight` is the record named so; `cast.look_up("eight.scores.3")` is a number in it.

    Raises ValueError for no record at all and for one of a kind that films do not show: a number
    that stands in no record of the network reaches no screen.
    """

    def __init__(self, **records: object) -> None:
        if not records:
            raise ValueError("A cast without a record; name one at least.")
        for name, record in records.items():
            if not isinstance(record, KINDS):
                raise ValueError(
                    f"{name!r} in the cast is a {type(record).__name__}; films show "
                    f"{', '.join(kind.__name__ for kind in KINDS)}."
                )
        self._records = records
        self._places = {
            id(each): place
            for name, record in reversed(records.items())
            for place, each in parts(record, name)
        }

    def __getitem__(self, name: str) -> Any:
        return self._records[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["_records"][name]
        except KeyError:
            raise AttributeError(f"The cast has no {name!r}; it has {', '.join(self)}.") from None

    @property
    def lead(self) -> Any:
        """The first record."""
        return next(iter(self.values()))

    @property
    def forward_passes(self) -> dict[str, ForwardPass]:
        """The forward passes among the records, by name."""
        return {name: each for name, each in self.items() if isinstance(each, ForwardPass)}

    def look_up(self, path: str) -> object:
        """What stands at a path: "three.scores.3", or "scores.3" of the lead.

        Raises LookupError for a path that leads nowhere.
        """
        name, dot, rest = path.partition(".")
        if name not in self._records:
            return look_up(self.lead, path)
        return look_up(self._records[name], rest) if dot else self._records[name]

    def path_to(self, record: object) -> str:
        """Where a record stands: "three", or "three.digit" for a part of one.

        Raises LookupError for a record that the cast does not name.
        """
        if isinstance(record, NeuronPass):
            return f"{self.path_to(record.layer)}.neuron.{record.index}"
        place = self._places.get(id(record))
        if place is None:
            raise LookupError(
                f"a {type(record).__name__} that is none of the cast's ({', '.join(self)}); "
                "name it in the film's cast()"
            )
        return place
