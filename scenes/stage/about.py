"""The network that a film is about: the project's, or somebody's own if it has what is needed."""

from dataclasses import replace
from typing import ClassVar

from network import Network
from network.assets import asset
from network.evaluation.confusion import places_of
from network.measurements.known import KnownDigits
from network.measurements.measured import MeasuredNetwork, read_measurements
from scenes.stage.measuring import digits_of_the_pen, measured_on
from scenes.stage.needs import Needs
from scenes.stage.records import alike
from scenes.stage.validation import Refusal


class AboutNetwork:
    """A scene about the shipped network named in `about`, or another that has what it `needs`."""

    about: ClassVar[str | None] = None
    needs: ClassVar[Needs] = Needs()

    network: Network
    is_own: bool  # whether it is somebody's own
    known: KnownDigits | None

    def take(self, network: Network | None, known: KnownDigits | None) -> None:
        """Be about a network, by default the shipped one.

        Raises Refusal for one that lacks what the film needs.
        """
        shipped = self.shipped()
        self.network, self.known = network or shipped, known
        self.is_own = not alike(self.network, shipped)
        if self.is_own and (lack := self.lacking(self.network)):
            raise Refusal(f"{type(self).__name__} cannot be about this network: {lack}.")

    @classmethod
    def takes_others(cls) -> bool:
        """Whether the film can be about somebody's own network."""
        return not cls.needs.alone and (cls.about is None or cls.needs is not AboutNetwork.needs)

    @classmethod
    def lacking(cls, network: Network) -> str:
        """Why the film cannot be about somebody's network; "" where it can."""
        if not cls.takes_others():
            return cls.needs.alone or f"it is about the network {cls.about!r} alone"
        return cls.needs.lacking(network)

    @classmethod
    def why_not(cls, network: Network) -> str:
        """Why the film cannot be made with a network, be it somebody's own; "" where it can."""
        return "" if alike(network, cls.shipped()) else cls.lacking(network)

    @classmethod
    def shipped(cls) -> Network:
        """The network that the film is about where no other is given."""
        return Network.load(asset("weights", f"{cls.about or 'digits'}.npz"))

    @property
    def own(self) -> dict[str, Network]:
        """For the cast: somebody's own network, whose name lets "own" sentences be said."""
        return {"own": self.network} if self.is_own else {}

    def tested_network(self) -> Network:
        """The network, whose origin tells how many digits of a test it reads rightly.

        Somebody's own is tested now, with the same digits that it would be `measured` with.
        """
        if not self.is_own:
            return self.network
        known = self.known or digits_of_the_pen()
        places = places_of(known.labels, known.pixels, self.network)
        right = int((self.network.classify(known.pixels) == places).sum())
        test = {"right": right, "of": len(places), "digits": known.source}
        return replace(self.network, origin=self.network.origin | {"test": test})

    def measured(self, network: Network) -> MeasuredNetwork:
        """What a network does with many digits, as the project has measured it.

        In a film about somebody's own network it is measured now, with the `known` digits or with
        a thousand of the pen. Raises ValueError for what cannot be measured.
        """
        if self.is_own:
            return measured_on(network, self.known or digits_of_the_pen())
        return read_measurements().of(network)
