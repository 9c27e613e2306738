"""The words of a film: a script of beats in order, and what is said in each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from network.plain import read_toml
from scenes.script.ask import Ask
from scenes.script.glossary import Glossary
from scenes.script.running_order import title_of
from scenes.script.sentence import Sentence

TICK = 0.2  # seconds; whole frames at 15, 30 and 60 a second


@dataclass(frozen=True)
class Cue:
    """When a beat stood on screen, in seconds from the start of the film.

    `said` holds when each of its sentences began; where nothing is told, the first did with it.
    `asked` is when its question was put to the viewer, and the film began to wait.
    """

    beat: str
    start: float
    end: float
    said: tuple[float, ...] = ()
    asked: float | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "said", tuple(self.said) or (self.start,))


@dataclass(frozen=True)
class Beat:
    """One idea of a film: how long it lasts, and what is said in it, sentence by sentence.

    A beat may put one question to the viewer.

    Raises ValueError where the time is no multiple of 0.2 seconds, where nothing is said, where
    two sentences have one mark and where no sentence asks the question.
    """

    name: str
    seconds: float
    sentences: tuple[Sentence, ...]
    ask: Ask | None = None

    def __post_init__(self) -> None:
        ticks = round(self.seconds / TICK)
        if ticks < 1 or abs(self.seconds - ticks * TICK) > 1e-6:
            raise ValueError(
                f"Beat {self.name!r} lasts {self.seconds:g} s; "
                f"give it a multiple of {TICK} s, from {TICK} up."
            )
        if len(set(self.marks)) != len(self.sentences) or not self.sentences:
            raise ValueError(
                f"Beat {self.name!r} has the marks {', '.join(self.marks) or 'of no sentence'}; "
                "each sentence needs one of its own."
            )
        if self.ask and self.ask.by not in self.marks:
            raise ValueError(
                f"Beat {self.name!r} asks by {self.ask.by!r}; its marks are "
                f"{', '.join(self.marks)}."
            )

    @property
    def marks(self) -> tuple[str, ...]:
        """The marks of its sentences, in order."""
        return tuple(sentence.mark for sentence in self.sentences)


@dataclass(frozen=True)
class Script:
    """Beats in order, a title in each language, and the terms that the film writes on screen.

    Raises ValueError where there is no beat, where two have one name, and where the languages of
    a beat or of a word are not those of the title.
    """

    name: str
    title: Mapping[str, str]
    beats: tuple[Beat, ...]
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    file: Path | None = field(default=None, compare=False)  # that it was read from

    def __post_init__(self) -> None:
        names = [beat.name for beat in self.beats]
        if not names:
            raise ValueError(f"Script {self.name!r} has no beats; it needs one at least.")
        for name in names:
            if names.count(name) > 1:
                raise ValueError(
                    f"Script {self.name!r} has {names.count(name)} beats named {name!r}; "
                    "each needs a name of its own."
                )
        for beat in self.beats:
            for sentence in (*beat.sentences, *(beat.ask.choices if beat.ask else ())):
                if set(sentence.lines) != set(self.languages):
                    raise ValueError(
                        f"Beat {beat.name!r} has lines in {', '.join(sentence.lines)} but the "
                        f"title is in {', '.join(self.languages)}; the languages must agree."
                    )

        for name, word in self.words.items():
            for language in self.languages:
                if not word.get(language):
                    raise ValueError(
                        f"The word {name!r} of the script {self.name!r} has nothing in "
                        f"{language!r}; the glossary needs it in {', '.join(self.languages)}."
                    )

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages, in the order of the title."""
        return tuple(self.title)

    def words_in(self, language: str) -> dict[str, str]:
        """The words that are written on screen; raises ValueError for a language it lacks."""
        if language not in self.languages:
            raise ValueError(
                f"The script {self.name!r} has no {language!r}; it has {', '.join(self.languages)}."
            )
        return {name: word[language] for name, word in self.words.items()}

    @property
    def seconds(self) -> float:
        """How long the film lasts."""
        return round(sum(beat.seconds for beat in self.beats), 3)

    def beat(self, name: str) -> Beat:
        """The beat of a name; raises ValueError where there is none."""
        for beat in self.beats:
            if beat.name == name:
                return beat
        known = ", ".join(beat.name for beat in self.beats)
        raise ValueError(f"Script {self.name!r} has no beat {name!r}; it has {known}.")

    def drift(self, glossary: Glossary) -> list[str]:
        """Where it uses a word that the glossary replaces: one sentence for each place."""
        return [
            f"{self.name}, beat {beat.name!r}, {language!r}: "
            f"{wrong!r} where the glossary says {right!r}."
            for beat in self.beats
            for sentence in beat.sentences
            for lines in (sentence.lines, *sentence.variants.values())
            for language, line in lines.items()
            for wrong, right in glossary.misused(language, line)
        ]

    @classmethod
    def load(cls, path: str | Path) -> Self:
        """Read a script; its `words` are looked up in glossary.toml beside it.

        The title of a film of the lesson stands in lesson.toml. Raises FileNotFoundError for a
        missing file and ValueError for one that is no script.
        """
        path = Path(path)
        if not path.is_file():
            raise FileNotFoundError(f"No script at {path}; give the path of a .toml file.")
        try:
            told = read_toml(path)
            beats = tuple(_beat(dict(each)) for each in told["beats"])
            words = {}
            if "words" in told:
                glossary = Glossary.load(path.with_name("glossary.toml"))
                words = {name: glossary.written(name) for name in told["words"]}
            title = told["title"] if "title" in told else title_of(path)
            return cls(path.stem, title, beats, words, path.resolve())
        except KeyError as error:
            raise ValueError(f"{path} lacks {error}; see the scripts of the project.") from error
        except (AttributeError, TypeError, ValueError) as error:
            raise ValueError(f"{path} is no script: {error}") from error


def _beat(told: dict[str, Any]) -> Beat:
    """A beat as a file has it: sentences with marks under `say`, or its languages as they are."""
    name, seconds, ask = told.pop("name"), told.pop("seconds"), _ask(told.pop("ask", None))
    if "say" not in told:
        return Beat(name, seconds, (_sentence(name, told),), ask)
    sentences = tuple(_sentence(mark, dict(each)) for mark, each in told.pop("say").items())
    if told:
        raise ValueError(f"Beat {name!r} has {', '.join(told)} beside its sentences.")
    return Beat(name, seconds, sentences, ask)


def _ask(told: dict[str, Any] | None) -> Ask | None:
    if told is None:
        return None
    choices = (Sentence(f"choice {n}", dict(each)) for n, each in enumerate(told["choices"], 1))
    return Ask(told["by"], tuple(choices), told["right"])


def _sentence(mark: str, told: dict[str, Any]) -> Sentence:
    voice = told.pop("voice", "")
    variants = {name: told.pop(name) for name in [*told] if isinstance(told[name], dict)}
    return Sentence(mark, told, variants, voice)
