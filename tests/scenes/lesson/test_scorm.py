"""The package for course systems, against the rules of SCORM 1.2's content aggregation model."""

from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

IMS = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}"
ADL = "{http://www.adlnet.org/xsd/adlcp_rootv1p2}"


@pytest.fixture
def package(made_lesson):
    with ZipFile(made_lesson / "lesson.zip") as package:
        yield package


@pytest.fixture
def manifest(package) -> ElementTree.Element:
    return ElementTree.fromstring(package.read("imsmanifest.xml"))


def test_the_manifest_says_which_standard_it_keeps_to(manifest) -> None:
    assert manifest.tag == f"{IMS}manifest"
    assert manifest.get("identifier")
    assert [part.tag for part in manifest] == [
        f"{IMS}{name}" for name in ("metadata", "organizations", "resources")
    ]
    assert manifest.findtext(f"{IMS}metadata/{IMS}schema") == "ADL SCORM"
    assert manifest.findtext(f"{IMS}metadata/{IMS}schemaversion") == "1.2"


def test_the_default_organisation_is_there(manifest) -> None:
    organisations = manifest.find(f"{IMS}organizations")
    (only,) = organisations
    assert organisations.get("default") == only.get("identifier")
    assert only.findtext(f"{IMS}title")


def test_each_film_is_an_item_that_leads_to_a_page_in_the_package(manifest, package) -> None:
    items = manifest.findall(f".//{IMS}item")
    resources = {each.get("identifier"): each for each in manifest.iter(f"{IMS}resource")}
    assert len(items) == len(resources) == 3
    for item, kind in zip(items, ("sco", "sco", "asset"), strict=True):
        resource = resources[item.get("identifierref")]
        assert resource.get("type") == "webcontent"
        assert resource.get(f"{ADL}scormtype") == kind
        assert resource[0].get("href") == resource.get("href")
        assert {file.get("href") for file in resource} <= {*package.namelist()}


def test_titles_are_in_every_language(manifest) -> None:
    titles = [item.findtext(f"{IMS}title") for item in manifest.iter(f"{IMS}item")]
    assert titles[0] == "Colours <script>alert(1)</script> / 色<script>"
    assert titles[-1] == "Play with this network / このネットワークで遊ぶ"


def test_every_identifier_is_there_once_and_every_file_is_named(manifest, package) -> None:
    identifiers = [each.get("identifier") for each in manifest.iter() if each.get("identifier")]
    assert len(identifiers) == len(set(identifiers))
    named = {each.get("href") for each in manifest.iter(f"{IMS}file")}
    assert {*package.namelist()} == named | {"imsmanifest.xml"}
