"""Acts: the films of the lesson in their order, each act under the question that it answers."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from scenes.script.film_source import FilmSource

Title = Mapping[str, str]  # in each language


@dataclass(frozen=True)
class ListedFilm:
    """A film of the lesson: what it is made of, and its title.

    `stills` are beats whose pictures are kept; `left_out` tells what the film does not show.
    """

    source: FilmSource
    title: Title
    stills: tuple[str, ...] = ()
    left_out: Title = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name of the film."""
        return self.source.name


@dataclass(frozen=True)
class Act:
    """Films in order that answer one question; raises ValueError for none."""

    key: str
    title: Title
    films: tuple[ListedFilm, ...]

    def __post_init__(self) -> None:
        if not self.films:
            raise ValueError(f"Act {self.key!r} has no film; list one, or leave the act out.")


@dataclass(frozen=True)
class RunningOrder:
    """Acts in order, and the film that explains an answer to a picture.

    Raises ValueError where an act or a film is listed twice, and where the film that explains is
    not listed.
    """

    acts: tuple[Act, ...]
    explains: str

    def __post_init__(self) -> None:
        for kind, names in (("Act", [act.key for act in self.acts]), ("Film", self.names)):
            for name, count in Counter(names).items():
                if count > 1:
                    raise ValueError(f"{kind} {name!r} is listed {count} times; list it once.")
        _ = self.explaining

    @property
    def films(self) -> tuple[ListedFilm, ...]:
        """All films in order."""
        return tuple(film for act in self.acts for film in act.films)

    @property
    def names(self) -> list[str]:
        """The names of all films in order."""
        return [film.name for film in self.films]

    @property
    def explaining(self) -> ListedFilm:
        """The film that is made of a picture."""
        return self.film(self.explains)

    def film(self, name: str) -> ListedFilm:
        """The film of a name; raises ValueError for an unknown one, with what may be meant."""
        for film in self.films:
            if film.name == name:
                return film
        if near := get_close_matches(name, self.names, n=1):
            raise ValueError(f"No film {name!r}. Did you mean {near[0]!r}?")
        raise ValueError(f"No film {name!r}; there is {', '.join(self.names) or 'none yet'}.")

    def act(self, key: str) -> Act:
        """The act of a key; raises ValueError for an unknown one."""
        for act in self.acts:
            if act.key == key:
                return act
        raise ValueError(f"No act {key!r}; there is {', '.join(act.key for act in self.acts)}.")

    def act_of(self, name: str) -> Act | None:
        """The act of a film; None for a film that is not listed."""
        return next((act for act in self.acts for film in act.films if film.name == name), None)
