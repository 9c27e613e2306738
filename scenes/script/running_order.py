"""The running order: reads assets/lesson.toml, which lists the films of the lesson."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from network.assets import asset
from network.plain import read_toml
from scenes.script import film_source
from scenes.script.acts import Act, ListedFilm, RunningOrder, Title
from scenes.script.film_source import FilmSource

KINDS: dict[type, str] = {str: "a text", list: "a list", dict: "a table"}


def running_order() -> RunningOrder:
    """The running order of the lesson; raises what `read_running_order` does."""
    return read_running_order(asset("lesson.toml"))


def read_running_order(path: Path, scenes: Path | None = None) -> RunningOrder:
    """Read a running order, whose films have their scenes in a folder.

    Raises ValueError, in one sentence, for what is no running order, for a film without its scene
    or its script, and for a scene that has a script beside the running order but is not listed.
    """
    try:
        told = read_toml(path)
        languages, explains, acts = _values(
            told, "The lesson", {"languages": list, "explains": str, "acts": list}
        )
        _check_texts(languages, "The languages")
        order = RunningOrder(tuple(_act(each, languages, scenes) for each in acts), explains)
        _check_files(order, path.parent / "script")
    except ValueError as error:
        raise ValueError(f"{path} is no running order: {error}") from error
    return order


def source_of(film: str) -> FilmSource:
    """What a film is made of: one of the lesson by its name, one's own by the path of its scene.

    Raises ValueError for a film that is not listed, and FileNotFoundError for no scene.
    """
    if not film.endswith(".py"):
        return running_order().film(film).source
    path = Path(film)
    if not path.is_file():
        raise FileNotFoundError(f"No scene at {film}; give the path of a film's .py file.")
    return FilmSource.of_scene(path)


def title_of(script: Path) -> Title:
    """The title of a script without one of its own, as lesson.toml has it.

    Raises ValueError where the lesson does not list the film, and what `running_order` raises.
    """
    if script.resolve().parent == film_source.SCRIPTS.resolve():
        for film in running_order().films:
            if film.name == script.stem:
                return film.title
    raise ValueError("it has no title; give it one, or list the film in assets/lesson.toml.")


def _act(told: Any, languages: Sequence[str], scenes: Path | None) -> Act:
    key, title, films = _values(told, "An act", {"key": str, "title": dict, "films": list})
    listed = tuple(_film(each, languages, scenes) for each in films)
    return Act(key, _in_all(title, f"The title of act {key!r}", languages), listed)


def _film(told: Any, languages: Sequence[str], scenes: Path | None) -> ListedFilm:
    needed, optional = {"name": str, "title": dict}, {"stills": list, "left_out": dict}
    name, title, stills, left_out = _values(told, "A film", needed, optional)
    _check_texts(stills or [], f"The stills of film {name!r}")
    title = _in_all(title, f"The title of film {name!r}", languages)
    if left_out is not None:
        left_out = _in_all(left_out, f"What film {name!r} left out", languages)
    return ListedFilm(FilmSource(name, scenes), title, tuple(stills or ()), left_out or {})


def _in_all(told: Mapping[str, Any], what: str, languages: Sequence[str]) -> Title:
    """A text in all languages of the lesson, in their order."""
    texts = _values(told, what, dict.fromkeys(languages, str))
    for language, text in zip(languages, texts, strict=True):
        if not text.strip():
            raise ValueError(f"{what} says nothing in {language!r}.")
    return dict(zip(languages, texts, strict=True))


def _check_texts(told: Sequence[Any], what: str) -> None:
    for each in told:
        if not isinstance(each, str):
            raise ValueError(f"{what} hold {each!r}; each must be a text.")


def _values(
    told: Any, what: str, needed: Mapping[str, type], optional: Mapping[str, type] | None = None
) -> list[Any]:
    """The values of a table, in order, if it has all that it needs and nothing unknown."""
    known = {**needed, **(optional or {})}
    if not isinstance(told, dict):
        raise ValueError(f"{what} is {told!r}; it must be a table.")
    for key, value in told.items():
        if key not in known:
            raise ValueError(f"{what} has {key!r}, which means nothing; it has {', '.join(known)}.")
        if not isinstance(value, known[key]):
            raise ValueError(f"{what} has {key} = {value!r}; it must be {KINDS[known[key]]}.")
    for key in needed:
        if key not in told:
            raise ValueError(f"{what} lacks {key!r}.")
    return [told.get(key) for key in known]


def _check_files(order: RunningOrder, scripts: Path) -> None:
    for film in order.films:
        for what, path in (("scene", film.source.scene), ("script", film.source.script)):
            if not path.is_file():
                raise ValueError(f"Film {film.name!r} has no {what} at {path}.")
        if "title" in read_toml(film.source.script):
            raise ValueError(f"{film.source.script} has a title too; delete that one.")
    for script in sorted(scripts.glob("*.toml")):
        scene = order.films[0].source.scene.with_name(f"{script.stem}.py")
        if scene.is_file() and script.stem not in order.names:
            raise ValueError(f"{script.stem!r} has a scene and a script but is not listed.")
