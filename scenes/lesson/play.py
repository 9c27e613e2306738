"""The page to play with: one file, in which networks answer while somebody draws."""

import base64
import json
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache

from network import Digit, Network, read_digit
from network.assets import asset
from network.measurements.measured import digest_of_network
from network.npz import FORMAT, VERSION
from scenes.lesson.moments import moments_of
from scenes.lesson.pages import ICON, TEMPLATES, page
from scenes.script.glossary import Glossary

WORDS = TEMPLATES / "play.toml"
SAMPLES = TEMPLATES.parent / "digits"
NAMES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
TOURS = ("loops", "seven", "three", "broken")
FIRST = ("digits", "by_hand", "classic", "softmax")  # what a page holds if it has room for a few
ROOM = 186_000  # letters of networks in a page


def with_shipped(networks: Mapping[str, Network]) -> dict[str, Network]:
    """Networks, and those of assets/weights, its snapshots of a training among them, each once."""
    found = dict(networks)
    digests = {digest_of_network(each) for each in networks.values()}
    first = [asset("weights", f"{name}.npz") for name in FIRST]
    others = sorted(asset("weights").glob("*.npz")) + sorted(asset("weights").glob("*/*.npz"))
    for path in (*first, *others):
        network, name = Network.load(path), path.stem
        if digest_of_network(network) not in digests:
            digests.add(digest_of_network(network))
            found[f"shipped_{name}" if name in networks else name] = network
    return found


def with_room(networks: Mapping[str, Network]) -> tuple[dict[str, Network], dict[str, Network]]:
    """Those networks that a page of a sensible size holds, the first at least, and the others."""
    inside: dict[str, Network] = {}
    used = 0
    for name, network in networks.items():
        size = len(_in_letters(network.packed()))
        _, on_the_way = moments_of({**inside, name: network})
        if not inside or used + size + sum(map(len, map(_in_letters, on_the_way.values()))) <= ROOM:
            inside[name] = network
            used += size
    return inside, {name: each for name, each in networks.items() if name not in inside}


def play_page(
    networks: Mapping[str, Network], *, beside: Iterable[str] = (), home: str = ""
) -> str:
    """A page on which one draws digits and sees what each of these networks makes of them.

    The first network is the one that is shown at first. Weights are those that `Network.save`
    writes, in 32 bits. Where one of the networks came of the shipped training, the page also has
    what it was on the way, and its tours. `beside` names networks that lie in the folder
    `networks` beside the page; `home` is the address of the films.

    Raises ValueError where there is no network, and where one does not take pictures of digits.
    """
    _check(networks)
    words = play_words()
    moments, on_the_way = moments_of(networks)
    files = {name: network.packed() for name, network in networks.items()} | on_the_way
    told = {
        "words": words,
        "networks": {name: _in_letters(file) for name, file in files.items()},
        "moments": moments,
        "beside": list(beside),
        "samples": {name: _in_letters(_in_bytes(sample(name))) for name in NAMES},
    }
    languages = list(words)
    return page(
        "play.html",
        told=told,
        words=words[languages[0]],
        all_words=words,
        languages=languages,
        networks=list(networks),
        samples=NAMES,
        tours=TOURS if moments else (),
        moments=moments,
        terms=Glossary.load().terms,
        home=home,
        icon=ICON,
    )


def _check(networks: Mapping[str, Network]) -> None:
    if not networks:
        raise ValueError("A page without a network; give one at least.")
    for name, network in networks.items():
        if network.shape[0] != sample(NAMES[0]).pixels.size:
            raise ValueError(
                f"The network {name} takes {network.shape[0]} inputs; the page gives "
                f"{sample(NAMES[0]).pixels.size}."
            )


def network_as_json(network: Network) -> str:
    """A network as the JSON that the page takes, a list of weights for each neuron."""
    layers = [
        {
            "weights": layer.weights.tolist(),
            "biases": layer.biases.tolist(),
            "activation": layer.activation.name,
        }
        for layer in network.layers
    ]
    about = {"format": FORMAT, "version": VERSION, "labels": network.labels}
    return json.dumps({**about, "origin": network.origin, "layers": layers})


def play_words() -> dict[str, dict[str, str]]:
    """The words of the page: a text for each name in each language."""
    told = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    languages = next(iter(told.values()))
    return {
        language: {name: texts[language] for name, texts in told.items()} for language in languages
    }


@cache
def sample(name: str) -> Digit:
    """A digit that the page brings along, by its name."""
    return read_digit(SAMPLES / f"{name}.png")


def _in_bytes(digit: Digit) -> bytes:
    return (255 * digit.pixels).round().astype("uint8").tobytes()


def _in_letters(content: bytes) -> str:
    return base64.b64encode(content).decode()
