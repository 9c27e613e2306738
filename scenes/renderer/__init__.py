"""All that is changed in manim: how mobjects are painted on a frame, and frames become files.

The door is `film_renderer`. Behind it, a frame is painted only where it changes (dirty regions),
what rests is painted once (layer cache), and only changes are converted for the encoder
(incremental YUV). Where manim is no longer what that leans on (contract), films are made the plain
way, by manim's own renderer, which takes longer.
"""

from manim import CairoRenderer, logger

from scenes.renderer import contract
from scenes.renderer.moving import moving_and_static
from scenes.renderer.plain import PlainCamera
from scenes.renderer.settings import adopt_project_settings

__all__ = ["PlainCamera", "adopt_project_settings", "film_renderer", "moving_and_static"]


def film_renderer(*, plain: bool = False) -> CairoRenderer:
    """What a film is painted and written by; `plain` is manim's own way, slower and as true.

    A plain file is as manim writes it: its index stands at the end.
    """
    broken = contract.broken()
    if broken and not plain:
        logger.warning(f"{broken[0]} The film is made by manim's own renderer, more slowly.")
    if broken or plain:
        return CairoRenderer(camera_class=PlainCamera)
    from scenes.renderer.film_renderer import FilmRenderer  # only where manim has what it needs

    return FilmRenderer()
