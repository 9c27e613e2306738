"""Pages from the templates of assets/page: whole in one file, allowed to do only what they say."""

import base64
import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment
from network.assets import ASSETS

TEMPLATES = ASSETS / "page"
POLICY_STANDS_HERE = "policy-of-this-page"  # what a template writes as its policy's content
BESIDE = "img-src 'self' data: blob:; media-src 'self' data: blob:; frame-src 'self'"


class _Inlined:
    """The scripts and styles that a page brings along, and the policy that allows just these."""

    def __init__(self) -> None:
        self.digests: dict[str, list[str]] = {"script-src": [], "style-src": []}

    def script(self, *files: str) -> str:
        """Scripts of assets/page, one after the other, as one element."""
        return self._element("script", "script-src", files)

    def style(self, *files: str) -> str:
        """Style sheets of assets/page, one after the other, as one element."""
        return self._element("style", "style-src", files)

    @property
    def policy(self) -> str:
        """The Content-Security-Policy: what stands in the page, and no request elsewhere."""
        allowed = (
            f"{kind} {' '.join(digests) or repr('none')}" for kind, digests in self.digests.items()
        )
        return "; ".join(("default-src 'none'", *allowed, BESIDE, "base-uri 'none'"))

    def _element(self, tag: str, kind: str, files: tuple[str, ...]) -> str:
        from markupsafe import Markup

        text = "\n" + "\n".join(_text(each) for each in files)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        self.digests[kind].append(f"'sha256-{digest}'")
        return Markup(f"<{tag}>{text}</{tag}>")


def page(template: str, /, **told: object) -> str:
    """A page from a template of assets/page, filled with values, which are escaped.

    A template calls `script("a.js", "b.js")` and `style("a.css")` to bring in files that stand
    beside it, writes `policy-of-this-page` as the content of its Content-Security-Policy, and
    `{{ value | json }}` inside `<script type="application/json">`.

    Raises ValueError where Jinja2, which the extra [lesson] brings, is not installed.
    """
    inlined = _Inlined()
    made = (
        _templates()
        .get_template(template)
        .render(script=inlined.script, style=inlined.style, **told)
    )
    return made.replace(POLICY_STANDS_HERE, inlined.policy)


def json_for_page(value: object) -> str:
    """A value as JSON that can stand inside a script element, whatever texts it holds."""
    import json

    from markupsafe import Markup

    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)


def _text(file: str) -> str:
    text = (TEMPLATES / file).read_text(encoding="utf-8")
    if "</s" in text.lower():
        raise ValueError(f"{file} holds '</s', which would end its element in a page.")
    return text


def _templates() -> "Environment":
    try:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined
    except ImportError as error:
        raise ValueError(
            "Pages are made with Jinja2, which is not installed; install squishification[lesson]."
        ) from error
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: Mapping[str, object] = {"json": json_for_page}
    environment.filters.update(filters)
    return environment
