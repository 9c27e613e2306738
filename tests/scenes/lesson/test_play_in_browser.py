"""The page to play with, in a real browser, held against Python."""

import base64
import json
import re
import zlib

import numpy as np
import pytest
from browser import SIZES
from drawings import ink_of, path_of, symmetric
from made_up import random_network

from network import Layer, Network, draw_digit, read_digit
from network.activations import ACTIVATIONS, activation_named, identity
from network.assets import asset
from network.preprocessing.normalisation import normalise_ink
from scenes.lesson.at_play import name_of_digit
from scenes.lesson.play import NAMES, SAMPLES, network_as_json, play_page
from scenes.lesson.server import serving

SCORES = "[...document.querySelectorAll('.output .value')].map((each) => each.textContent)"
READ = """async ([network, drawings]) => {
  const text = new TextEncoder().encode(network);
  const { layers } = await readNetwork(text.buffer);
  return JSON.stringify(JSON.parse(drawings).map((strokes) => {
    try {
      const { image } = readInk(inkOf(undefined, strokes));
      const record = forward({ layers }, image.values);
      return [...image.values, ...record[record.length - 1].activations];
    } catch (error) {
      return say(error.message, error.values);
    }
  }));
}"""  # as texts: the browser takes long over lists


@pytest.fixture
def digits() -> Network:
    return Network.load(asset("weights", "digits.npz"))


def scores_in(seen) -> list[float]:
    return [float(each) for each in seen.page.evaluate(SCORES)]


def drawing_on(seen) -> list[dict]:
    """What is on the paper, as the address of the page tells it."""
    seen.until("document.body.dataset.settled")
    return seen.page.evaluate("readAddress(location.hash).strokes")


FIVE_HUNDRED = [path_of(number % 10, number) for number in range(500)]
SYMMETRIC = [symmetric(number) for number in range(2000)]


@pytest.mark.parametrize("drawings", [FIVE_HUNDRED, SYMMETRIC], ids=["written", "symmetric"])
def test_the_page_reads_drawings_as_python_does(playing, digits, drawings) -> None:
    seen = playing()
    told = seen.page.evaluate(READ, [network_as_json(digits), json.dumps(drawings)])
    worst, refused = 0.0, 0
    for drawing, found in zip(drawings, json.loads(told), strict=True):
        try:
            digit = normalise_ink(ink_of(drawing))
        except ValueError as refusal:
            refused += 1
            assert found == str(refusal)
            continue
        expected = np.concatenate((digit.pixels, digits.forward(digit).scores))
        worst = max(worst, np.abs(expected - found).max())
    assert worst < 1e-6
    assert refused < 0.1 * len(drawings)


def test_the_activations_of_the_page_agree_with_python(playing, rng) -> None:
    sums = rng.normal(0, 30, 12)
    seen = playing()
    for name in (*ACTIVATIONS, "leaky_relu:0.3", "elu:0.5", "hard_sigmoid:0.2"):
        found = seen.page.evaluate(
            f"(sums) => [...activationNamed({name!r})(Float64Array.from(sums))]", sums.tolist()
        )
        np.testing.assert_allclose(found, activation_named(name)(sums), atol=1e-12)
    for name in ("swish", "elu:0", "elu:1e3", "relu:2", "toString"):
        assert seen.page.evaluate(f"activationNamed({name!r})") is None


def test_samples_get_the_scores_of_python(playing, digits) -> None:
    seen = playing()
    for name in NAMES:
        scores = digits.forward(read_digit(SAMPLES / f"{name}.png")).scores
        seen.page.click(f"[data-sample={name}]")
        seen.until("document.body.dataset.settled")
        assert scores_in(seen) == pytest.approx(scores, abs=0.00051)


def test_the_name_of_a_digit_of_a_film_is_read_pixel_by_pixel(playing, scrawl) -> None:
    seen, four = playing(), draw_digit(4, seed=139)
    names = [name_of_digit(each) for each in (four, scrawl)]
    found = [seen.page.evaluate(f"[...pixelsOf({name!r})]") for name in names]
    assert found[0] == four.pixels.tolist()
    np.testing.assert_allclose(found[1], scrawl.pixels, atol=0.5 / 65_535)
    for name in ("three", "bytes_A", "bytes_!", names[0][:-9], names[0].replace("bytes", "words")):
        assert seen.page.evaluate(f"pixelsOf({name!r}) === undefined")


def test_drawing_with_the_keyboard_gives_the_answer_of_python(playing, digits) -> None:
    seen = playing()
    seen.page.click("#clear")
    seen.page.focus(".pad canvas")
    seen.page.keyboard.press("Space")
    for _ in range(14):
        seen.page.keyboard.press("ArrowDown")
    seen.page.keyboard.press("Space")
    record = digits.forward(normalise_ink(ink_of(drawing_on(seen))))
    assert record.answer_label == "1" == seen.page.text_content("#answer")
    assert scores_in(seen) == pytest.approx(record.scores, abs=0.00051)


def test_two_digits_are_refused_with_the_sentence_of_python(playing) -> None:
    seen = playing()
    bar = [{"erases": False, "points": [[x, 60], [x, 90], [x, 120]]} for x in (60, 200)]
    with pytest.raises(ValueError) as refusal:
        normalise_ink(ink_of(bar))
    letters = seen.page.evaluate("(drawn) => drawn.map(packed).join('.')", bar)
    assert playing(f"ink={letters}").page.text_content("#message") == str(refusal.value)


def test_a_chosen_neuron_shows_the_numbers_of_python(playing, digits) -> None:
    seen = playing("sample=three&layer=1&neuron=7")
    neuron = digits.forward(read_digit(SAMPLES / "three.png")).layers[0].neuron(6)
    parts = (neuron.positive, neuron.negative, neuron.bias, neuron.weighted_sum)
    told = seen.page.locator(".heap b").all_text_contents()
    assert [float(each.replace("−", "-")) for each in told] == pytest.approx(parts, abs=0.0051)
    strongest = neuron.products[neuron.strongest(4)]
    terms = seen.page.locator("tbody .value").all_text_contents()
    expected = [*strongest, neuron.others(4)]
    assert [float(each.replace("−", "-")) for each in terms] == pytest.approx(expected, abs=0.0051)


def test_a_turned_bias_moves_the_scores_and_comes_back_by_its_link(playing, digits) -> None:
    seen = playing("sample=three&layer=3&neuron=6")
    seen.page.fill(".dial.bias [type=number]", "9")
    seen.until("document.body.dataset.settled")
    last = digits.layers[-1]
    biases = last.biases.copy()
    biases[5] = 9
    turned = Network((*digits.layers[:-1], Layer(last.weights, biases, last.activation)))
    scores = turned.forward(read_digit(SAMPLES / "three.png")).scores
    assert scores_in(seen) == pytest.approx(scores, abs=0.00051)
    again = playing(seen.page.evaluate("location.hash.slice(1)"))
    assert scores_in(again) == scores_in(seen)
    again.page.click("#reset")
    again.until("document.body.dataset.settled")
    assert scores_in(again)[5] < 0.5


def test_an_address_says_again_what_it_was_made_of(playing) -> None:
    seen = playing()
    drawing = path_of(3, 6)
    assert seen.page.evaluate(
        "(drawn) => readAddress('#ink=' + drawn.map(packed).join('.')).strokes", drawing
    ) == [{**each, "points": each["points"]} for each in drawing]


def test_a_network_of_ones_own_is_read(playing, tmp_path, rng) -> None:
    own = random_network(rng, 784, 5, 3)
    own.save(tmp_path / "own.npz")
    (tmp_path / "plain.json").write_text(network_as_json(own))
    scores = own.forward(read_digit(SAMPLES / "three.png")).scores
    seen = playing("sample=three")
    for name in ("own.npz", "plain.json"):
        seen.page.set_input_files("#file", tmp_path / name)
        seen.until(f"document.querySelector('#file-message').textContent.includes('{name}')")
        seen.until("document.body.dataset.settled")
        assert scores_in(seen) == pytest.approx(scores, abs=0.00051)


def test_a_network_of_many_outputs_stays_within_the_smallest_phone(playing, tmp_path, rng) -> None:
    random_network(rng, 784, 64, 2, 64).save(tmp_path / "own.npz")
    seen = playing("sample=three", "phone")
    seen.page.set_viewport_size({"width": 320, "height": 640})
    seen.page.set_input_files("#file", tmp_path / "own.npz")
    seen.until("document.querySelectorAll('.output').length === 64")
    seen.until("document.body.dataset.settled")
    assert seen.page.locator(".strip .score").count() == 12
    assert seen.page.locator(".strip .answer").count() == 1
    assert seen.page.evaluate("document.documentElement.scrollWidth") == 320


def test_what_softmax_makes_of_bare_scores_is_told_where_the_owner_says_so(
    playing, tmp_path, rng
) -> None:
    layer = Layer(rng.normal(size=(3, 784)), rng.normal(size=3), identity)
    own = Network((layer,), origin={"shares": "softmax"})
    own.save(tmp_path / "own.npz")
    share = own.forward(read_digit(SAMPLES / "three.png")).answer_share
    seen = playing("sample=three")
    seen.page.set_input_files("#file", tmp_path / "own.npz")
    seen.until("document.querySelectorAll('.output').length === 3")
    seen.until("document.body.dataset.settled")
    assert f"Softmax makes {share:.3f} of it." in seen.page.text_content("#beside")


def test_a_drawing_is_shown_whole_on_its_way_to_the_network(playing) -> None:
    seen = playing("sample=three")
    assert not seen.page.locator(".fitting").is_visible()
    letters = seen.page.evaluate("(drawn) => drawn.map(packed).join('.')", path_of(1, 5))
    drawn = playing(f"ink={letters}").page
    for step in drawn.locator(".step").all():
        frame = step.locator(".frame").bounding_box()
        picture = step.locator("canvas").bounding_box()
        assert frame["y"] <= picture["y"]
        assert picture["y"] + picture["height"] <= frame["y"] + frame["height"]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("notes.json", "alert(1)", "not a network of squish"),
        ("cut.npz", "PK\x03\x04 and no more", "not a network of squish"),
        ("none.json", "{}", "not a network of squish"),
        ("words.json", {"biases": ["0"] * 3}, "not all finite numbers"),
        ("slim.json", {"weights": [[0.0]] * 3}, "Layer 1 needs a bias and 784 weights"),
        ("odd.json", {"activation": "constructor"}, "activation of layer 1 is unknown"),
    ],
)
def test_what_is_no_network_is_refused_in_one_sentence(
    playing, tmp_path, rng, name, content, reason
) -> None:
    if isinstance(content, dict):
        plain = json.loads(network_as_json(random_network(rng, 784, 3)))
        plain["layers"][0] |= content
        content = json.dumps(plain)
    (tmp_path / name).write_text(content)
    seen = playing("sample=three")
    before = scores_in(seen)
    seen.page.set_input_files("#file", tmp_path / name)
    seen.until("document.querySelector('#file-message').textContent")
    assert re.fullmatch(rf"{name}: [^.]*{reason}.*\.", seen.page.text_content("#file-message"))
    assert scores_in(seen) == before
    assert seen.errors == []


@pytest.mark.parametrize(
    ("size", "scheme"),
    [("phone", "light"), ("tablet", "dark"), ("laptop", "light"), ("projector", "dark")],
)
def test_nobody_is_shut_out_and_nothing_is_asked_for(playing, size, scheme) -> None:
    seen = playing("sample=three", size, scheme)
    assert seen.axe() == []
    assert seen.errors == seen.foreign == []
    assert seen.page.evaluate("document.documentElement.scrollWidth") == SIZES[size][0]


def test_the_page_speaks_japanese(playing) -> None:
    seen = playing()
    seen.page.click("[data-language=ja]")
    assert seen.page.text_content("h1") == "ネットワークで遊ぶ"
    assert seen.page.get_attribute("html", "lang") == "ja"


def by_columns(network: Network) -> Network:
    """The same network, its weights column by column, as skops, Keras and any .T have them."""
    layers = (
        Layer(np.asfortranarray(each.weights), each.biases, each.activation)
        for each in network.layers
    )
    return Network(tuple(layers), network.labels)


def test_a_network_whose_weights_stand_by_columns_is_read(visit, tmp_path, rng) -> None:
    own = random_network(rng, 784, 5, 3)
    path = tmp_path / "play.html"
    path.write_text(play_page({"columns": by_columns(own)}), encoding="utf-8")
    seen = visit(f"{path.as_uri()}#sample=three")
    seen.until("document.body.dataset.settled")
    scores = own.forward(read_digit(SAMPLES / "three.png")).scores
    assert scores_in(seen) == pytest.approx(scores, abs=0.00051)
    assert seen.errors == []


def test_a_network_that_cannot_be_shown_leaves_the_others_alone(visit, tmp_path, rng) -> None:
    deep = random_network(rng, 784, *[3] * 8)
    path = tmp_path / "play.html"
    path.write_text(play_page({"deep": deep, "own": random_network(rng, 784, 4)}), encoding="utf-8")
    seen = visit(path.as_uri())
    seen.until("document.body.dataset.settled")
    assert "deep: It has 8 layers; 1 to 7 can be shown here." in seen.page.text_content("#absent")
    assert seen.page.locator("#network option").all_inner_texts() == ["own"]
    assert len(scores_in(seen)) == 4
    assert seen.errors == []


def test_of_a_large_layer_some_neurons_are_drawn_and_all_count(visit, tmp_path, rng) -> None:
    large = random_network(rng, 784, 300, 10)
    path = tmp_path / "play.html"
    path.write_text(play_page({"large": large}), encoding="utf-8")
    seen = visit(f"{path.as_uri()}#lang=en&sample=three&layer=1&neuron=2")
    seen.until("document.body.dataset.settled")
    scores = large.forward(read_digit(SAMPLES / "three.png")).scores
    assert scores_in(seen) == pytest.approx(scores, abs=0.00051)
    assert "Layer 1 has 300 neurons; 64 of them are drawn" in seen.page.text_content("#lines")
    assert seen.page.locator(".neuron:not(.output)").count() == 64
    assert "neuron 2" in seen.page.text_content(".neuron-panel h2")
    assert seen.axe() == seen.errors == []


def test_two_networks_of_one_name_are_both_there(playing, tmp_path, rng) -> None:
    own = random_network(rng, 784, 5, 10)
    own.save(tmp_path / "digits.npz")
    seen = playing("sample=three")
    before, count = scores_in(seen), seen.page.locator("#network option").count()
    seen.page.set_input_files("#file", tmp_path / "digits.npz")
    seen.until("document.querySelector('#file-message').textContent.includes('digits.npz')")
    assert seen.page.locator("#network option").count() == count + 1
    seen.page.select_option("#network", "digits")
    seen.until("document.body.dataset.settled")
    assert scores_in(seen) == before


def test_a_network_beside_the_page_is_fetched_where_a_server_sends_it(visit, tmp_path, rng) -> None:
    own, other = random_network(rng, 784, 5, 3), random_network(rng, 784, 4)
    (tmp_path / "networks").mkdir()
    own.save(tmp_path / "networks" / "step_0000390.npz")
    path = tmp_path / "play.html"
    path.write_text(play_page({"other": other}, beside=["step_0000390"]), encoding="utf-8")
    scores = own.forward(read_digit(SAMPLES / "three.png")).scores
    with serving(tmp_path) as address:
        seen = visit(f"{address}play.html#lang=en&sample=three")
        seen.until("document.body.dataset.settled")
        seen.page.select_option("#network", "step_0000390")
        seen.until("document.querySelectorAll('.output').length === 3")
        seen.until("document.body.dataset.settled")
        assert scores_in(seen) == pytest.approx(scores, abs=0.00051)
        assert seen.page.locator("#network option:checked").inner_text() == (
            "while it learnt, after 390 steps"
        )
        assert seen.errors == seen.foreign == []
    from_disk = visit(f"{path.as_uri()}#lang=en&sample=three")
    from_disk.until("document.body.dataset.settled")
    from_disk.page.select_option("#network", "step_0000390")
    from_disk.until("document.querySelector('#file-message').textContent")
    told = from_disk.page.text_content("#file-message")
    assert "open networks/step_0000390.npz" in told
    assert from_disk.page.input_value("#network") == "other"


@pytest.mark.parametrize("number", range(4))
def test_deflated_bytes_are_unpacked_as_zlib_packed_them(playing, rng, number) -> None:
    """Stored blocks, fixed codes and codes of their own; the browser's own way is newer."""
    level, content = (
        (0, rng.bytes(70_000)),
        (1, b"squish"),
        (9, rng.normal(size=5000).astype("<f4").tobytes()),
        (9, bytes(300_000)),
    )[number]
    packer = zlib.compressobj(level, wbits=-15)
    packed = packer.compress(content) + packer.flush()
    found = playing().page.evaluate(
        """([packed, size]) => {
             const told = Uint8Array.from(atob(packed), (each) => each.charCodeAt(0));
             const bytes = inflated(told, size);
             return btoa([...bytes].map((each) => String.fromCharCode(each)).join(""));
           }""",
        [base64.b64encode(packed).decode(), len(content)],
    )
    assert base64.b64decode(found) == content


def test_the_page_works_in_a_browser_of_some_years_ago(visit, play_file) -> None:
    seen = visit(
        f"{play_file.as_uri()}#lang=en&sample=three",
        before="delete Float64Array.prototype.with; delete Array.prototype.with;"
        "delete window.DecompressionStream; delete Object.hasOwn;",
    )
    seen.until("document.body.dataset.settled")
    assert seen.page.text_content("#answer") == "3"
    assert seen.errors == []


def test_a_browser_in_which_nothing_starts_is_told_so(visit, play_file) -> None:
    seen = visit(play_file, before="delete window.ResizeObserver;")
    assert seen.page.locator(".warning.late").is_visible()
    assert not seen.page.locator("main").is_visible()


def test_without_a_script_the_page_says_what_it_needs(visit, play_file) -> None:
    seen = visit(play_file, java_script_enabled=False)
    assert "switched off here" in seen.page.locator("noscript").inner_text()


@pytest.mark.parametrize("size", SIZES)
def test_nothing_moves_while_the_page_begins(playing, size) -> None:
    assert playing("", size).shift() < 0.1


def test_nothing_moves_at_the_first_stroke(playing) -> None:
    seen = playing()
    output = seen.page.locator(".output").nth(5)
    before = output.bounding_box()
    paper = seen.page.locator(".pad canvas")
    paper.focus()
    for key in ("Space", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "Space"):
        seen.page.keyboard.press(key)
    seen.until("document.body.dataset.settled")
    assert seen.page.locator(".fitting").is_visible()
    assert output.bounding_box() == before


@pytest.mark.parametrize("size", ["phone on its side", "frame"])
def test_in_a_low_window_the_whole_paper_is_seen_above_the_scores(playing, size) -> None:
    seen = playing("", size)
    paper = seen.page.locator(".pad").bounding_box()
    assert paper["y"] + paper["height"] <= seen.page.locator(".strip").bounding_box()["y"]
    assert seen.page.evaluate("document.documentElement.scrollWidth") == SIZES[size][0]


def test_all_neurons_are_above_the_fold_of_a_laptop(playing) -> None:
    for neuron in playing().page.locator(".neuron").all():
        box = neuron.bounding_box()
        assert box["y"] + box["height"] <= SIZES["laptop"][1]


def test_with_forced_colours_neurons_and_choices_are_still_told_apart(playing) -> None:
    seen = playing("sample=three", forced_colors="active")
    style = "(each, name) => getComputedStyle(each)[name]"
    dots = seen.page.locator(".dot").all()
    assert len({each.evaluate(style, "backgroundColor") for each in dots}) > 5
    assert seen.page.locator("#draw").evaluate(style, "outlineStyle") == "solid"
    assert seen.page.locator("#erase").evaluate(style, "outlineStyle") == "none"
    assert seen.page.locator(".output.answer").evaluate(style, "outlineStyle") == "solid"


def test_the_page_is_printed_on_white_and_without_controls(playing) -> None:
    seen = playing("sample=three")
    seen.page.emulate_media(media="print")
    assert not seen.page.locator("select, #undo, #link, .strip").first.is_visible()
    ground = seen.page.locator("main").evaluate("(each) => getComputedStyle(each).backgroundColor")
    assert ground == "rgba(0, 0, 0, 0)"
    assert seen.page.locator(".neuron-panel h2").evaluate(
        "(each) => getComputedStyle(each).color"
    ) == ("rgb(0, 0, 0)")


@pytest.mark.parametrize("size", ["phone", "laptop"])
def test_all_neurons_are_inside_the_picture_that_is_printed(playing, size) -> None:
    seen = playing("sample=three", size)
    seen.page.emulate_media(media="print")
    seen.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    picture = seen.page.locator(".whole .diagram").bounding_box()
    for neuron in seen.page.locator(".neuron .dot").all():
        dot = neuron.bounding_box()
        for start, length in (("x", "width"), ("y", "height")):
            assert picture[start] <= dot[start]
            assert dot[start] + dot[length] <= picture[start] + picture[length]
    seen.page.emulate_media(media="screen")
    seen.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert seen.page.locator(".neuron").first.is_visible()


def test_cells_that_stand_for_neurons_are_numbered(playing) -> None:
    seen = playing("sample=three&layer=2&neuron=1")
    numbers = seen.page.locator(".picture.inputs .numbers span").all_inner_texts()
    assert numbers == [str(each) for each in range(1, 17)]
    seen.page.locator(".neuron").first.click()
    seen.until("!document.querySelector('.numbers span')")
