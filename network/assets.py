"""Where the assets lie: in the folder of a checkout, or inside an installed wheel."""

from pathlib import Path

PACKAGE = Path(__file__).parent
INSTALLED = PACKAGE / "_assets"  # where the wheel has them; pyproject.toml puts them there
ASSETS = INSTALLED if INSTALLED.is_dir() else PACKAGE.parent / "assets"
MANIM_CFG = ASSETS / "manim.cfg"  # how films are made; a checkout links to it, for manim itself


def asset(*parts: str) -> Path:
    """The path of one asset, such as `asset("weights", "digits.npz")`.

    Raises FileNotFoundError, with what to do, where it is missing.
    """
    path = ASSETS.joinpath(*parts)
    if not path.exists():
        raise FileNotFoundError(
            f"{'/'.join(parts)} is missing from {ASSETS}; install squishification again, or in a "
            "checkout type: git checkout assets"
        )
    return path
