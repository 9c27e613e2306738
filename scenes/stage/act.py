"""The act of a film: its number, which the pen writes and the network reads, and its question."""

from functools import cache
from string import ascii_uppercase

from network import Network
from network.assets import asset
from network.handwriting.pen_path import PenPath
from scenes import theme
from scenes.mobjects.act_card import ActCard
from scenes.script.film_source import FilmSource
from scenes.script.running_order import running_order
from scenes.stage.scene import FilmScene

SEEDS = range(30)  # of which the number that is read most surely is shown
MISREAD = {4: 139}  # the act whose number is read wrongly, and a later film asks why


def card_records(scene: type[FilmScene]) -> dict[str, object]:
    """What the card of a film's act shows, for its cast: "pen" and "card".

    Raises ValueError for a film that is in no act.
    """
    pen = pen_of(number_of(scene))
    return {"card": _digits().forward(pen.digit), "pen": pen}


def act_card(scene: FilmScene) -> ActCard:
    """The card of a film's act, whose cast has the records of `card_records`."""
    order, name = running_order(), FilmSource.of_class(type(scene)).name
    act = order.act_of(name)
    question = act.title[scene.language] if act else ""
    records = scene.records
    return ActCard(records.card, records.pen, question, order.names.index(name), len(order.names))


def open_act(scene: FilmScene) -> None:
    """Play the card of a film's act: it opens, rests and leaves."""
    card = act_card(scene)
    scene.play(card.open())
    scene.wait(theme.REST)
    scene.play(card.leave())


def number_of(scene: type[FilmScene]) -> int:
    """The number of a film's act: of D it is 4, and of one without a letter its place from 1.

    Raises ValueError where the film is in no act.
    """
    name = FilmSource.of_class(scene).name
    order = running_order()
    act = order.act_of(name)
    if act is None:
        raise ValueError(f"{name!r} is in no act of assets/lesson.toml; list it there.")
    return ascii_uppercase.find(act.key) + 1 or order.acts.index(act) + 1


@cache
def pen_of(number: int) -> PenPath:
    """How an act's number is written: as the network reads it most surely, but for the fourth."""
    if number in MISREAD:
        return PenPath(number, MISREAD[number])
    return max((PenPath(number, seed) for seed in SEEDS), key=_sureness)


def _sureness(pen: PenPath) -> float:
    return float(_digits().forward(pen.digit).scores[pen.label])


@cache
def _digits() -> Network:
    return Network.load(asset("weights", "digits.npz"))
