"""Can it be said in one line? A layer written as a matrix, a column, and a bias."""

import inspect

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    Create,
    FadeIn,
    FadeOut,
    Group,
    LaggedStart,
    Line,
    Mobject,
    MoveAlongPath,
    Rectangle,
    Transform,
    VGroup,
    VMobject,
    Write,
    linear,
    there_and_back,
)

from network import Layer, draw_digit
from network.digits import SIDE
from network.interpretability.matrix_product import MatrixProduct as Product
from network.measurements.speed import read_speed
from scenes import theme
from scenes.mobjects.ask_ring import AskRing
from scenes.mobjects.cell_animations import GrowRight
from scenes.mobjects.cells import NeuronColumn
from scenes.mobjects.durations import Durations
from scenes.mobjects.edges import EdgeBundle
from scenes.mobjects.equality import dot_sign, equals, sum_sign
from scenes.mobjects.highlight import highlight
from scenes.mobjects.number_grid import NumberGrid
from scenes.mobjects.words import Readout, Symbol, Written, phrase
from scenes.stage.act import card_records, open_act
from scenes.stage.cast import Cast
from scenes.stage.needs import Needs
from scenes.stage.scene import FilmScene

THREE = (3, 6)  # the digit that is read, and the pen's seed
LONG, SHORT = 1.0, 0.34  # pitch of the sum that leaves the frame, and its share when it is back
ROW, WIDE, DIGIT = 0.56, 1.135, 0.35  # from row to row of the matrix; columns, digits beside that
ENTRY = 0.37  # from entry to entry of the column that it meets
TALL, APART = 0.56, 2.4  # the same for columns alone
MATRIX_AT, COLUMN_AT, SUMS_AT = -1.45, 4.3, 6.0  # where W, a and W a stand
BETWEEN = (-4.1, -1.5, 1.7)  # where signs stand between columns
STEPS = 0.36  # seconds for each row that meets the column
PAIRS, ALONG = 0.12, 0.2  # seconds for a pair; how far along its line a weight is lifted
LETTER, SHAPE = 0.8, 0.3  # heights of a digit in the one line, and in the shapes below it
CODE = 0.4  # the same in code
LONGEST, CORNER = 11.5, np.array([-6.4, 0.37, 0])  # bar of time, and where it begins


class MatrixProduct(FilmScene):
    """Sixteen terms, a column, a row, ten rows, and one line for every layer."""

    about = "digits"
    needs = Needs(side=SIDE, digits=True, shape=(784, 16, 16, 10), functions=("sigmoid",))

    def cast(self) -> Cast:
        """The layers of the network at work on a three, and how long a layer takes."""
        three = self.network.forward(draw_digit(*THREE))
        return Cast(
            product=Product(three, 2),
            first=Product(three, 0),
            second=Product(three, 1),
            speed=read_speed(),
            three=three,
            **card_records(type(self)),
        )

    def construct(self) -> None:
        """Play the eight beats."""
        product = self.records.product

        with self.beat("card"):
            open_act(self)

        with self.beat("clumsy"):
            lamps = NeuronColumn(len(product.inputs), 5.2).show(product, "inputs")
            lamps.shift(5.4 * LEFT + 0.8 * UP)
            outputs = NeuronColumn(len(product.sums), 5.2).show(product, "activations")
            outputs.shift(5.4 * RIGHT + 0.8 * UP)
            lines = EdgeBundle(lamps, outputs.copy().only([product.largest]))
            lines.show(product, "terms")
            terms = NumberGrid(product, "terms", LONG, 2.1, signed=True, row=True)
            terms.next_to(6.6 * LEFT + 2.4 * DOWN, RIGHT, buff=0)
            self.say("terms")
            self.play(FadeIn(lamps, outputs), run_time=theme.STEP)
            self.play(lines.flow(run_time=theme.JOURNEY + theme.STEP))
            self.play(FadeIn(terms), run_time=theme.STEP)
            self.wait(theme.STEP)
            self.say("long")
            self.play(terms.animate.shift(20 * LEFT), run_time=2 * theme.JOURNEY)
            back = terms.copy().scale(SHORT).move_to(0.9 * LEFT + 2.4 * DOWN)
            self.play(Transform(terms, back), run_time=theme.STRIDE)
            total = self.total().next_to(back, RIGHT)
            self.play(FadeIn(total), run_time=theme.STEP)
            self.wait(theme.STEP)

        with self.beat("column"):
            column = NumberGrid(product, "inputs", ENTRY, decimals=2)
            column.scale(lamps.height / column.height).next_to(lamps, RIGHT, buff=2 * theme.GAP)
            held = brackets(column)
            self.say("column")
            self.play(FadeIn(column, shift=0.8 * RIGHT), run_time=theme.STRIDE)
            self.play(Create(held), run_time=theme.STRIDE)
            self.wait(theme.STEP)

        with self.beat("row"):
            whole = NumberGrid(product, "inputs", ENTRY, decimals=2)
            whole.move_to(COLUMN_AT * RIGHT + 0.2 * UP)
            matrix = self.matrix()
            rows = [np.arange(16) + 16 * row for row in range(len(product.sums))]
            others = [
                place
                for row, places in enumerate(rows)
                if row != product.largest
                for place in places
            ]
            matrix.subdue(others, 0)
            around = brackets(matrix)
            sums = NumberGrid(product, "products", ROW, 1.8, signed=True, digit=0.42)
            sums.move_to(SUMS_AT * RIGHT + 0.2 * UP)
            met = self.meetings(matrix, column, sums)
            alone = [place for place in range(len(rows)) if place != product.largest]
            first = sums.copy().subdue(alone, 0)
            row = rows[product.largest]
            home = matrix.copy()
            ways = outputs.centers[product.largest] - lamps.centers
            matrix.stand(row, lamps.centers + ALONG * ways).fade(1)
            self.say("row")
            self.play(
                Transform(matrix, home),
                Transform(column, whole),
                Transform(held, brackets(whole)),
                FadeOut(terms, total, lamps, outputs, lines),
                run_time=theme.JOURNEY,
            )
            self.wait(theme.REST)
            self.say("meet")
            frame = row_of(matrix, product.largest)
            tall = highlight(column, 0.05)
            self.play(Create(frame), Create(tall), run_time=theme.STRIDE)
            self.play(*pairs(matrix, row, column))
            meet = met[product.largest]
            self.play(FadeIn(first, meet), run_time=theme.STRIDE)
            self.play(FadeOut(frame, tall), run_time=theme.BLINK)

        with self.beat("matrix"):
            self.say("nine")
            grown = matrix.animate.subdue(others, 1)
            self.play(grown, Create(around), run_time=theme.JOURNEY + theme.BLINK)
            mark = Symbol("?", size=theme.HUGE).move_to(SUMS_AT * RIGHT + 2.6 * DOWN)
            ring = AskRing(mark, matrix, column)
            self.say("ask")
            self.play(FadeOut(first, meet, run_time=theme.BLINK), FadeIn(mark), ring.open())
            self.ask(ring.close())
            self.say("down")
            self.play(ring.answer(), FadeOut(mark, run_time=theme.BLINK))
            self.play(*step_down(matrix, column, sums, met))

        with self.beat("bias"):
            self.say("bias")
            everything = Group(matrix, around, column, held, met)
            parts = self.columns(("products", "biases", "sums"))
            outputs = NeuronColumn(len(rows), parts[0].height, 0.4).show(product, "activations")
            outputs.move_to(2.9 * RIGHT + 0.2 * UP)
            scores = NumberGrid(product, "activations", TALL, APART, decimals=3)
            scores.move_to(4.6 * RIGHT + 0.2 * UP)
            signs = self.signs(parts)
            self.play(FadeOut(everything, sums), FadeIn(parts[0]), run_time=theme.STRIDE)
            self.play(parts[1].appear(), FadeIn(signs[0]), run_time=theme.STRIDE + theme.BLINK)
            self.play(parts[2].appear(), FadeIn(signs[1]), run_time=theme.STRIDE + theme.BLINK)
            self.say("squish")
            self.play(FadeIn(signs[2], outputs), run_time=theme.STRIDE + theme.STEP)
            self.play(scores.appear(run_time=theme.JOURNEY))

        with self.beat("one_line"):
            self.say("line")
            lines = [
                self.one_line(name).move_to(y * UP)
                for name, y in (("product", 2.3), ("second", 0.4), ("first", -1.5))
            ]
            letters = lines[0][0]
            self.play(
                collapse(parts[0], letters[5:7]),
                collapse(parts[1], letters[8]),
                FadeOut(parts[2], *signs, run_time=theme.BLINK),
                run_time=theme.STRIDE,
            )
            self.play(
                collapse(Group(outputs, scores), letters[:2]),
                Write(letters),
                run_time=theme.JOURNEY,
            )
            self.play(FadeIn(lines[0][1]), run_time=theme.STEP)
            self.wait(theme.REST)
            self.say("every")
            self.play(
                LaggedStart(
                    *map(FadeIn, lines[1:]), lag_ratio=0.5, run_time=theme.JOURNEY + theme.STEP
                )
            )
            self.wait(theme.REST)

        with self.beat("code"):
            code = code_lines().move_to(6.4 * LEFT + 2.2 * UP, LEFT)
            named = {"loop": self.words["loop"], "product": self.words["product"]}
            bars = Durations(self.records.speed, named, LONGEST, CORNER)
            self.say("code")
            self.play(FadeOut(*lines), run_time=theme.STEP)
            written = (FadeIn(line) for line in code)
            self.play(LaggedStart(*written, lag_ratio=0.8, run_time=theme.JOURNEY + theme.STEP))
            self.say("fast")
            for bar, told in zip(bars.bars, bars.numbers, strict=True):
                self.play(GrowRight(bar, run_time=theme.STRIDE))
                self.play(FadeIn(told), run_time=theme.STEP)
                self.wait(theme.STEP)
            self.play(FadeIn(self.times()), run_time=theme.STEP)
            self.wait(theme.STEP)
            self.play(self.closing().tell())

    def one_line(self, name: str) -> VGroup:
        """A layer in one line, and below each letter its shape."""
        product = self.records[name]
        letters = Symbol("a′ = σ(W a + b)", size=LETTER)
        shapes = VGroup()
        for glyph, path in ((0, "activations"), (5, "weights"), (6, "inputs"), (8, "biases")):
            sizes = np.asarray(getattr(product, path)).shape
            parts: list[Written] = []
            for axis in range(len(sizes)):
                times = [Symbol("×", size=SHAPE, color=theme.QUIET)] if axis else []
                parts += [*times, Readout(product, f"{path}.shape.{axis}", size=SHAPE)]
            shapes.add(phrase(*parts).next_to(letters[glyph], DOWN).set_y(-0.55))
        return VGroup(letters, shapes)

    def times(self) -> VGroup:
        """How many times as long the loop takes, and on whose machine."""
        speed, style = self.records.speed, {"size": theme.TEXT, "color": theme.QUIET}
        times = phrase(
            Readout(speed, "times", decimals=0, size=1.5 * theme.HUGE), Symbol("×", size=theme.HUGE)
        ).move_to([3.2, -0.9, 0])
        return VGroup(times, Readout(speed, "machine", **style).move_to([6.4, -2.0, 0], RIGHT))

    def columns(self, paths: tuple[str, ...]) -> list[NumberGrid]:
        """Columns of the layer side by side."""
        return [
            NumberGrid(self.records.product, path, TALL, APART, signed=True).move_to(
                (2.6 * place - 5.4) * RIGHT + 0.2 * UP
            )
            for place, path in enumerate(paths)
        ]

    def signs(self, columns: list[NumberGrid]) -> list[VGroup]:
        """What stands between the columns; a row that misses its sum in print says so."""
        product = self.records.product
        parts = zip(product.products, product.biases, product.sums, strict=True)
        equal = VGroup(*(equals(sum_sign(each[:2], each[2])) for each in parts))
        for sign, (low, high) in zip(equal, columns[1].corners, strict=True):
            sign.set_y((low + high)[1] / 2)
        plus, squish = (Symbol(each, size=theme.LARGE, color=theme.QUIET) for each in ("+", "σ →"))
        found = VGroup(plus), equal, VGroup(squish)
        return [each.move_to(x * RIGHT + 0.2 * UP) for x, each in zip(BETWEEN, found, strict=True)]

    def matrix(self) -> NumberGrid:
        """The weights, a row for each output."""
        product = self.records.product
        matrix = NumberGrid(product, "weights", ROW, WIDE, signed=True, decimals=1, digit=DIGIT)
        return matrix.move_to(MATRIX_AT * RIGHT + 0.2 * UP)

    def total(self) -> VGroup:
        """What the terms come to."""
        product = self.records.product
        total = f"products.{product.largest}"
        sign = equals(sum_sign(product.terms, product.products.max()))
        return phrase(sign, Readout(product, total, sign=True))

    def meetings(self, matrix: NumberGrid, column: NumberGrid, sums: NumberGrid) -> VGroup:
        """What stands between each row with the column, as printed, and its sum."""
        texts = np.reshape(matrix.texts, (len(sums.values), -1)).tolist()
        values = zip(texts, sums.values, sums.corners, strict=True)
        found = VGroup()
        for row, total, (low, high) in values:
            sign = equals(dot_sign(row, column.texts, total))
            found.add(sign.move_to([low[0] - 0.25, (low + high)[1] / 2, 0]))
        return found


def code_lines() -> VGroup:
    """The lines of the project that work out a layer, as they stand in its source."""
    source = inspect.getsource(Layer.activations).splitlines()
    lines = [line.partition("#")[0].strip() for line in source if "sums" in line]
    written = (Symbol(line, size=CODE, style="code") for line in lines)
    return VGroup(*written).arrange(DOWN, buff=CODE, aligned_edge=LEFT)


def row_of(matrix: NumberGrid, row: int) -> VMobject:
    """A yellow frame around a row of a matrix."""
    frame = highlight(matrix, 0.05).stretch_to_fit_height(ROW)
    return frame.set_y(matrix.get_top()[1] - (row + 0.5) * ROW)


def pairs(matrix: NumberGrid, row: np.ndarray, column: NumberGrid) -> list[Animation]:
    """Let a frame run along a row and another down the column, in step."""
    found: list[Animation] = []
    for numbers, places in ((matrix, row), (column, np.arange(len(row)))):
        cells = numbers.corners[places]
        width, height = (cells[0, 1] - cells[0, 0])[:2]
        way = Line(cells[0].mean(axis=0), cells[-1].mean(axis=0))
        frame = highlight(Rectangle(width=width, height=height), 0)
        seconds = PAIRS * len(row)
        found.append(MoveAlongPath(frame, way, rate_func=linear, run_time=seconds, remover=True))
    return found


def collapse(things: Mobject, letters: Mobject) -> Animation:
    """Let what was told at length go into the letters that stand for it."""
    return FadeOut(things, target_position=letters.get_center(), scale=0.1)


def step_down(
    matrix: NumberGrid, column: NumberGrid, sums: NumberGrid, met: VGroup
) -> list[Animation]:
    """Let a frame pass over the rows while the sum of each with the column appears."""
    first, last = row_of(matrix, 0), row_of(matrix, len(sums.values) - 1)
    seconds = STEPS * len(sums.values)
    way = Line(first.get_center(), last.get_center())
    tall = highlight(column, 0.05)
    return [
        MoveAlongPath(first, way, rate_func=linear, run_time=seconds, remover=True),
        FadeIn(tall, rate_func=there_and_back, run_time=seconds, remover=True),
        sums.appear(run_time=seconds),
        LaggedStart(*map(FadeIn, met), lag_ratio=0.9, run_time=seconds),
    ]


def brackets(numbers: NumberGrid) -> VGroup:
    """The brackets of a matrix or a column."""
    found = VGroup()
    for side in (LEFT, RIGHT):
        x = (numbers.get_edge_center(side) + 0.08 * side)[0]
        top, foot, hook = numbers.get_top()[1], numbers.get_bottom()[1], x - 0.12 * side[0]
        corners = [[hook, top, 0], [x, top, 0], [x, foot, 0], [hook, foot, 0]]
        line = VMobject(color=theme.QUIET, stroke_width=theme.HAIRLINE)
        found.add(line.set_points_as_corners(np.array(corners)))
    return found
