"""Networks that other programs have trained, brought in from their files."""

from network.importers.importing import difference, import_network, load_network

__all__ = ["difference", "import_network", "load_network"]
