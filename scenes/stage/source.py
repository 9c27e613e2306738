"""What the source of a scene tells before and after it is played: its beats, its lines."""

import ast
import inspect
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from traceback import extract_tb


def beats_in(construct: Callable[..., None]) -> dict[str, tuple[str, ...]] | None:
    """The beats that a scene plays and the marks that it says in each, as they are written down.

    None where they cannot be read from its source, or where one is not named there plainly.
    """
    try:
        tree = ast.parse(dedent(inspect.getsource(construct)))
    except (OSError, TypeError, SyntaxError):
        return None
    calls = sorted(
        (node for node in ast.walk(tree) if isinstance(node, ast.Call)),
        key=lambda each: each.lineno,
    )
    found: dict[str, tuple[str, ...]] = {}
    for call in calls:
        kind = getattr(call.func, "attr", "")
        if kind not in ("beat", "say"):
            continue
        name = call.args[0] if call.args else None
        if not isinstance(name, ast.Constant):
            return None
        if kind == "beat":
            found[name.value] = ()
        elif found:
            found[[*found][-1]] += (name.value,)
    return found or None


def line_of(error: BaseException, file: Path) -> str:
    """Where in a scene's file an error came about, "forward_pass.py, line 81: ", or nothing."""
    lines = [each.lineno for each in extract_tb(error.__traceback__) if Path(each.filename) == file]
    return f"{file.name}, line {lines[-1]}: " if lines else ""
