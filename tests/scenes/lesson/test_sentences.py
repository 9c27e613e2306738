import pytest

pytest.importorskip("jinja2", reason="the extra [lesson] is absent")

from scenes.lesson.sentences import formulas


def test_a_formula_stays_on_its_line_with_its_letters_in_italics() -> None:
    assert formulas("so z = +3.10.") == "so <i>z</i>\u00a0=\u00a0+3.10."
    assert formulas("重み付き和 z は、+3.10です。") == "重み付き和 <i>z</i> は、+3.10です。"
    assert formulas("a lazy <z> = 1") == "a lazy &lt;<i>z</i>&gt;\u00a0=\u00a01"
