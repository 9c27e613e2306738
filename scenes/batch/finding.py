"""Finding films: the class of a scene, loaded from its file as manim loads it."""

from functools import cache
from typing import Any

from scenes.script.film_source import FilmSource


@cache
def scene_class(source: FilmSource) -> type[Any]:
    """The class of a film's scene; this is what imports manim.

    Raises FileNotFoundError where there is no scene, and ValueError for one that cannot be loaded
    and one without a class of the film's name.
    """
    if not source.scene.is_file():
        raise FileNotFoundError(f"No scene at {source.scene}.")
    from manim.utils.module_ops import get_module, get_scene_classes_from_module

    try:
        found = get_scene_classes_from_module(get_module(source.scene))
    except Exception as error:  # somebody's own file can fail in any way
        raise ValueError(
            f"{source.scene} cannot be loaded ({type(error).__name__}: {error})."
        ) from error
    for each in found:
        if each.__name__ == source.class_name:
            return each
    classes = ", ".join(each.__name__ for each in found) or "none"
    raise ValueError(
        f"{source.scene} has no scene {source.class_name}; of scenes, it has {classes}."
    )
