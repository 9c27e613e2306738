import base64
import hashlib
import re

import pytest

pytest.importorskip("jinja2", reason="the extra [lesson] is absent")

from scenes import theme
from scenes.lesson import pages

TEMPLATE = """<meta http-equiv="Content-Security-Policy" content="policy-of-this-page">
{{ style("own.css") }}<p>{{ told }}</p>{{ script("one.js", "two.js") }}
<script type="application/json">{{ numbers | json }}</script>"""


@pytest.fixture
def made(tmp_path, monkeypatch):
    """Makes a page from the small template."""
    monkeypatch.setattr(pages, "TEMPLATES", tmp_path)
    (tmp_path / "small.html").write_text(TEMPLATE)
    (tmp_path / "own.css").write_text("p { color: red }")
    (tmp_path / "one.js").write_text("let a = 1")
    (tmp_path / "two.js").write_text("let b = 2")
    return lambda told="", numbers=0: pages.page("small.html", told=told, numbers=numbers)


def test_a_page_allows_just_the_scripts_and_styles_that_it_holds(made) -> None:
    page = made()
    for tag in ("script", "style"):
        text = re.search(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)[1]
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}';" in page
    assert "default-src 'none'" in page


def test_what_goes_into_a_page_is_escaped(made) -> None:
    page = made("<script>alert(1)</script>", {"a": "</script><script>alert(2)</script>"})
    assert "alert(1)</script>" not in page
    assert "alert(2)</script>" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert r"\u003c/script\u003e" in page


def test_a_script_that_would_end_its_own_element_is_refused(made, tmp_path) -> None:
    (tmp_path / "two.js").write_text("let b = '</script>'")
    with pytest.raises(ValueError, match=r"two\.js holds"):
        made()


def test_pages_have_the_colours_of_the_films() -> None:
    style = (pages.TEMPLATES / "theme.css").read_text()
    for name in ("GROUND", "INK", "QUIET", "STRUCTURE", "POSITIVE", "NEGATIVE", "LOOK_HERE"):
        property = name.lower().replace("_", "-")
        assert f"--{property}: {getattr(theme, name).to_hex().lower()};" in style
