"""Pages from the templates of assets/page: whole in one file, allowed to do only what they say."""

import base64
import hashlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment
from network.assets import ASSETS
from scenes.lesson.modules import bundle

TEMPLATES = ASSETS / "page"
POLICY_STANDS_HERE = "policy-of-this-page"  # what a template writes as its policy's content
BESIDE = "img-src 'self' data:; media-src 'self' data:; connect-src 'self'"
ICON = (  # of a page in a browser's tab: a bright neuron
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E"
    "%3Crect width='16' height='16' rx='3' fill='%230a0b0f'/%3E"
    "%3Ccircle cx='8' cy='8' r='5' fill='%23ececef'/%3E%3C/svg%3E"
)
NOTHING = "base-uri 'none'; form-action 'none'"


class _Inlined:
    """The scripts and styles that a page brings along, and the policy that allows just these."""

    def __init__(self) -> None:
        self.digests: dict[str, list[str]] = {"script-src": [], "style-src": []}

    def script(self, *files: str) -> str:
        """Modules of assets/page, with all that they import, as one element."""
        return self._element("script", "script-src", bundle(files, _text))

    def style(self, *files: str) -> str:
        """Style sheets of assets/page, one after the other, as one element."""
        return self._element("style", "style-src", "\n".join(map(_text, files)))

    @property
    def policy(self) -> str:
        """The Content-Security-Policy: what stands in the page, and no request elsewhere."""
        allowed = (
            f"{kind} {' '.join(digests) or repr('none')}" for kind, digests in self.digests.items()
        )
        return "; ".join(("default-src 'none'", *allowed, BESIDE, NOTHING))

    def _element(self, tag: str, kind: str, text: str) -> str:
        from markupsafe import Markup

        text = f"\n{text}"
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        self.digests[kind].append(f"'sha256-{digest}'")
        return Markup(f"<{tag}>{text}</{tag}>")


def page(
    template: str, /, filters: Mapping[str, Callable[[str], str]] | None = None, **told: object
) -> str:
    """A page from a template of assets/page, filled with values, which are escaped.

    A template calls `script("a.js")` and `style("a.css")` to bring in files that stand beside it,
    modules with all that they import, writes `policy-of-this-page` as the content of its
    Content-Security-Policy, and `{{ value | json }}` inside `<script type="application/json">`.

    `filters` are others by which a template may turn texts into markup.

    Raises ValueError where Jinja2, which the extra [lesson] brings, is not installed.
    """
    inlined = _Inlined()
    templates = _templates()
    templates.filters.update(filters or {})
    given = {"script": inlined.script, "style": inlined.style, **told}
    made = templates.get_template(template).render(given)
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
    environment.filters["json"] = json_for_page
    return environment
