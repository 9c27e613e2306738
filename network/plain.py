"""Plain files, TOML and JSON, read within bounds: none takes long, none ends in a traceback."""

import json
import tomllib
from pathlib import Path
from typing import Any

MOST_TOML = 50_000  # bytes; reading a single line takes time by the square of its length
MOST_JSON = 4_000_000


def read_toml(path: Path) -> dict[str, Any]:
    """What a TOML file holds; raises ValueError, or OSError, for one that cannot be read."""
    text = _text(path, MOST_TOML)
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise ValueError("it is nested too deep") from error


def read_json(path: Path) -> Any:
    """What a JSON file holds; raises ValueError, or OSError, for one that cannot be read."""
    text = _text(path, MOST_JSON)
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ValueError("it is nested too deep") from error


def _text(path: Path, most: int) -> str:
    size = path.stat().st_size
    if size > most:
        raise ValueError(f"it holds {size:,} bytes; {most:,} is the most that is read")
    return path.read_text(encoding="utf-8")
