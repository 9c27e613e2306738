import re
from dataclasses import replace

from scenes.lesson.transcript import escaped, markdown


def test_sentences_are_paired_by_beat(colours) -> None:
    told = list(colours.wording.passages(["en", "ja"]))
    assert [passage.cue.beat for passage in told] == ["ground", "positive", "negative"]
    answer = colours.cast.lead.answer_label
    for passage in told:
        assert passage.text("en").startswith(f"The answer is {answer}. ")
        assert passage.text("ja").startswith(f"答えは{answer}です。<script>")
        assert passage.said["en"][-1].end == passage.said["ja"][-1].end == passage.cue.end


def test_a_markdown_table_has_a_row_for_each_beat_and_a_column_for_each_language(colours) -> None:
    title, _, names, rule, *rest = markdown(colours, ["en", "ja"]).splitlines()
    rows, about = rest[:3], rest[4:]
    assert title.startswith("# Colours")
    assert names == "|  | English | 日本語 |"
    assert rule == "| ---: | --- | --- |"
    assert [row.split(" | ")[0] for row in rows] == ["| 0:00", "| 0:00", "| 0:01"]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in [names, rule, *rows]} == {4}
    assert [line[:2] for line in about] == ["- ", "- "]
    assert f"Its answer is {colours.cast.lead.answer_label}" in about[0]


def test_what_was_left_out_stands_below_what_was_shown(colours) -> None:
    counted = replace(colours, left_out={"faint_lines": 3})
    *_, shown, left_out = markdown(counted, ["en"]).splitlines()
    assert "Its answer is" in shown
    assert left_out.startswith("- What this film left out: It has counted 3 lines")


def test_nothing_in_a_text_is_markup_for_markdown_or_html() -> None:
    assert escaped("<b> & *x* [y](z) `w` a_b | \\") == (
        r"&lt;b&gt; &amp; \*x\* \[y\](z) \`w\` a\_b \| \\"
    )
