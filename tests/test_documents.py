"""The documents around the code: what they name is there, and they agree with one another."""

import re
import tomllib
from pathlib import Path

import pytest

from scenes.script.glossary import Glossary, GlossaryTerm
from scenes.script.script import Beat, Script
from scenes.script.sentence import Sentence

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob(".github/**/*.md"), ROOT / "assets/page/README.md"]
)


def told(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_of_a_document_lead_somewhere(document: Path) -> None:
    links = re.findall(
        r"\]\(([^)]+)\)", re.sub(r"```.*?```", "", document.read_text("utf-8"), flags=re.S)
    )
    for link in links:
        if not link.startswith(("http", "lesson/")):
            assert (document.parent / link).exists(), link


@pytest.mark.parametrize("name", [".github/CONTRIBUTING.md", ".github/LICENCES.md"])
def test_paths_in_a_document_are_there(name: str) -> None:
    paths = re.findall(r"`((?:assets|scenes|network|tests)/[\w/.]*\w)[/`]", told(name))
    assert paths
    missing = [path for path in paths if not (ROOT / path).exists()]
    assert missing in ([], ["tests/scenes/test_ledger.py"])  # which is an example of a name


def test_the_citation_tells_what_the_package_tells() -> None:
    fields = dict(re.findall(r"^(\w[\w-]*): (\S.*)$", told("CITATION.cff"), re.MULTILINE))
    assert (fields["title"], fields["version"]) == (PROJECT["name"], PROJECT["version"])
    assert fields["license"] == PROJECT["license"]
    assert all(f"name: {author['name']}" in told("CITATION.cff") for author in PROJECT["authors"])


def test_the_changes_tell_of_this_version() -> None:
    assert re.findall(r"^## (\d.*)$", told("CHANGELOG.md"), re.MULTILINE)[0] == PROJECT["version"]


def test_each_template_of_an_issue_says_what_it_is_for() -> None:
    templates = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.md"))
    assert len(templates) == 3
    for template in templates:
        assert re.match(r"---\nname: .+\nabout: .+\n", template.read_text("utf-8"))


def script_saying(lines: dict[str, str]) -> Script:
    beat = Beat("one", 2.0, (Sentence("one", lines),))
    return Script("film", {"en": "Film", "fr": "Film"}, (beat,))


def test_a_third_language_is_a_line_for_each_sentence_and_a_word_for_each_term() -> None:
    lines = {"en": "A weight.", "fr": "Un poids."}
    assert script_saying(lines).languages == ("en", "fr")
    with pytest.raises(ValueError, match="the languages must agree"):
        script_saying({"en": "A weight."})
    weight = GlossaryTerm(
        "weight", {"en": "weight", "fr": "poids"}, lines, {"en": (), "fr": ("masse",)}
    )
    assert [*Glossary((weight,), {}).misused("fr", "Une masse.")] == [("masse", "poids")]
