"""A question to the viewer: its choices, and where in the records the right one stands."""

from collections.abc import Mapping
from dataclasses import dataclass

from scenes.script.sentence import Records, Sentence, said

SECONDS = 3.0  # that a film waits for an answer


@dataclass(frozen=True)
class Choice:
    """One of a question's choices, and whether it is the right one."""

    text: str
    is_right: bool


@dataclass(frozen=True)
class Ask:
    """A question that a film puts, and that its page waits to have answered.

    It is asked by the sentence with the mark `by`. `choices` are lines such as sentences have, with
    paths; `right` is a path to what the right choice says, or to its place, counted from 0.

    Raises ValueError for less than two choices.
    """

    by: str
    choices: tuple[Sentence, ...]
    right: str

    def __post_init__(self) -> None:
        if len(self.choices) < 2:
            raise ValueError(f"The question {self.by!r} needs two choices at least.")

    def filled(self, records: Records) -> Mapping[str, tuple[Choice, ...]]:
        """The choices in each language, with the numbers of a film's records.

        Raises ValueError where a path leads nowhere, and where no choice is the right one.
        """
        place = self._place_of_the_right(records)
        return {
            language: tuple(
                Choice(choice.line(language, records), number == place)
                for number, choice in enumerate(self.choices)
            )
            for language in self.choices[0].lines
        }

    def _place_of_the_right(self, records: Records) -> int:
        try:
            right = records.look_up(self.right)
        except LookupError as error:
            raise ValueError(f"The question {self.by!r} has no answer: {error}") from error
        if isinstance(right, int) and 0 <= right < len(self.choices):
            return right
        for number, choice in enumerate(self.choices):
            if said(right, "") in (choice.line(each, records) for each in choice.lines):
                return number
        raise ValueError(f"The question {self.by!r} has no right choice: {self.right} is {right}.")
