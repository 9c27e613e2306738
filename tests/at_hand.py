"""What tests may measure with and the project does not ship; what is absent is said in skips."""

from pathlib import Path

import pytest

from network.datasets.mnist import DIGESTS, cache_folder

SHARED = Path(__file__).parents[2] / "shared"  # beside the project's folder


def is_complete(folder: Path) -> bool:
    return all((folder / name).is_file() or (folder / f"{name}.gz").is_file() for name in DIGESTS)


MNIST = next(filter(is_complete, (cache_folder(), SHARED / "mnist")), cache_folder())
NO_MNIST = f"MNIST is neither in {cache_folder()} nor in ../shared/mnist; type: squish mnist"
needs_mnist = pytest.mark.skipif(not is_complete(MNIST), reason=NO_MNIST)
