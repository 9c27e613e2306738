"""What a film has to find in a network, so that all that it says is true of that network."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from network import Network, side_of

DIGITS = tuple(map(str, range(10)))  # what the outputs of a network that reads digits stand for
NUMBERS = ("no", "one", "two", "three", "four", "five", "six")  # of hidden layers


@dataclass(frozen=True)
class Needs:
    """What a film needs of somebody's own network; what is left out may be anything.

    Args:
        alone: why no network will do but the shipped one that the film is about.
        side: of the pictures that it takes, in pixels.
        digits: whether its outputs stand for 0 to 9, in this order.
        shape: its inputs, then the neurons of each layer.
        hidden: how many hidden layers it has.
        widest: how many neurons a hidden layer may have.
        functions: the activations that its layers may have.
        outputs: those that its outputs may have.
        finds: what the film looks for, and what is to be said where it finds none.
    """

    alone: str = ""
    side: int | None = None
    digits: bool = False
    shape: tuple[int, ...] | None = None
    hidden: int | None = None
    widest: int | None = None
    functions: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    finds: Mapping[str, Callable[[Network], object]] = field(default_factory=dict)

    def lacking(self, network: Network) -> str:
        """Why the film cannot be made about a network, the first reason; "" where it can."""
        return next(self._lacking(network), "")

    def _lacking(self, network: Network) -> Iterator[str]:
        """What a network lacks; what takes time to find is looked for where nothing else is."""
        if self.alone:
            yield self.alone
            return
        names = [layer.activation.name for layer in network.layers]
        hidden, shape = network.shape[1:-1], _numbers(network.shape)
        if self.side and side_of(network) != self.side:
            yield (
                f"it needs pictures of {self.side} x {self.side} pixels, and this network takes "
                f"{network.shape[0]} inputs"
            )
        if self.digits and network.labels != DIGITS:
            yield (
                "it needs an output for each of 0 to 9, and those of this network stand for "
                f"{', '.join(network.labels)}"
            )
        if self.shape and network.shape != self.shape:
            yield f"it needs {_numbers(self.shape)} neurons, and this network has {shape}"
        if self.hidden is not None and len(hidden) != self.hidden:
            yield f"it needs {_layers(self.hidden)}, and this network has {_layers(len(hidden))}"
        if self.widest and max(hidden, default=0) > self.widest:
            yield (
                f"it has room for {self.widest} neurons in a hidden layer, and this network has "
                f"{shape}"
            )
        if self.functions and not {*names} <= {*self.functions}:
            yield f"it needs {', '.join(self.functions)} in all layers, and here are {_list(names)}"
        if self.outputs and names[-1] not in self.outputs:
            yield f"it needs outputs of {', '.join(self.outputs)}, and here they are {names[-1]}"
        yield from (why for why, find in self.finds.items() if not find(network))


def _numbers(shape: tuple[int, ...]) -> str:
    return " - ".join(map(str, shape))


def _layers(count: int) -> str:
    told = NUMBERS[count] if count < len(NUMBERS) else str(count)
    return f"{told} hidden layer{'s' * (count != 1)}"


def _list(names: list[str]) -> str:
    return ", ".join(dict.fromkeys(names))
