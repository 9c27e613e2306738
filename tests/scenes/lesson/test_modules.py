import shutil
import subprocess

import pytest

from scenes.lesson.modules import STRICT, bundle

HELLO = {
    "start.js": 'import { greet } from "./words/greet.js";\n\ngreet();\n',
    "words/greet.js": (
        'import { say, LOUD } from "./say.js";\n\n'
        "/** Says hello. */\nexport function greet() {\n  say(LOUD); // at once\n}\n"
    ),
    "words/say.js": "// Words.\nexport const [LOUD, SOFT] = [1, 2];\nexport function say() {}\n",
}


def made(files: dict[str, str], *entries: str) -> str:
    return bundle(entries or ("start.js",), files.__getitem__)


def test_each_module_stands_after_what_it_stands_on() -> None:
    text = made(HELLO)
    assert text.startswith(STRICT)
    assert text.index("LOUD, SOFT") < text.index("function greet") < text.index("\ngreet();")
    assert "import" not in text
    assert "export" not in text


def test_what_two_modules_import_is_there_once() -> None:
    both = {**HELLO, "other.js": 'import { say } from "./words/say.js";\n\nsay();\n'}
    assert made(both, "start.js", "other.js").count("function say") == 1


def test_comments_stay_with_the_authors() -> None:
    text = made(HELLO)
    assert "Says hello" not in text
    assert "Words." not in text


@pytest.mark.skipif(shutil.which("node") is None, reason="there is no Node.js to run it with")
def test_what_is_bundled_runs() -> None:
    files = {**HELLO, "words/say.js": HELLO["words/say.js"].replace("{}", '{ console.log("hi") }')}
    ran = subprocess.run(["node", "-"], input=made(files), capture_output=True, text=True)
    assert ran.stdout == "hi\n"


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        (
            {"words/say.js": 'import { greet } from "./greet.js";\n'},
            "in a circle: start.js > words",
        ),
        ({"words/say.js": "const LOUD = 1;\nfunction say() {}\n"}, "does not export it"),
        ({"start.js": HELLO["start.js"] + "const say = 1;\n"}, "both have a say; rename one"),
        ({"start.js": HELLO["start.js"] + "const { a: LOUD } = {};\n"}, "both have a LOUD"),
        ({"start.js": 'import all from "./words/say.js";\n'}, "import that is not bundled"),
        ({"words/say.js": "export default 1;\n"}, "is not|does not export"),
    ],
)
def test_what_cannot_be_bundled_is_refused(changed, reason) -> None:
    reason = reason.replace("import that", "import or export that")
    with pytest.raises(ValueError, match=reason):
        made({**HELLO, **changed})
