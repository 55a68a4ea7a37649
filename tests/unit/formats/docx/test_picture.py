"""plandoc.formats.docx.picture: the chart as a PNG."""

import struct
import zlib
from io import BytesIO
from itertools import combinations

import pytest

pytest.importorskip("matplotlib")

from PIL import Image, ImageColor

from plandoc.formats.docx.picture import draw
from plandoc.formats.paints import PAINTS
from plandoc.page.chart import Bar, Chart
from plandoc.progress.figures import State

STATES = tuple((state, state.value) for state in State)
ALL = Bar("Всё сразу", tuple((state, 3) for state in State))


def chart(*bars, width=180.0, legend=STATES):
    return Chart("Подпись", "Слова", bars or (ALL,), legend, width)


def opened(picture):
    return Image.open(BytesIO(picture))


def chunks(png):
    position = 8
    while position < len(png):
        (length,) = struct.unpack(">I", png[position : position + 4])
        yield png[position + 4 : position + 8]
        position += 12 + length


def test_the_picture_has_the_size_of_the_chart():
    """300 dots per inch, and it says so."""
    made = chart()
    picture = opened(draw(made))
    assert picture.size == (round(180 * 300 / 25.4), round(made.height * 300 / 25.4))
    assert picture.info["dpi"] == pytest.approx((300, 300), abs=0.1)


def test_the_same_chart_is_the_same_bytes_whatever_the_user_set():
    """No setting of matplotlib reaches the picture, and none is changed by it."""
    import matplotlib as mpl

    plain = draw(chart())
    before = dict(mpl.rcParams)
    strange = {"font.family": "monospace", "lines.antialiased": False, "figure.dpi": 37,
               "hatch.linewidth": 9, "path.sketch": (9, 9, 9)}  # fmt: skip
    with mpl.rc_context(strange):
        assert draw(chart()) == plain
    assert draw(chart()) == plain
    assert dict(mpl.rcParams) == before


def test_nothing_is_in_the_file_but_the_picture():
    """No time, no name of a program, no words."""
    assert set(chunks(draw(chart()))) == {b"IHDR", b"PLTE", b"pHYs", b"IDAT", b"IEND"}


def test_matplotlib_draws_without_its_state():
    """pyplot, which keeps figures for the whole process, is never loaded."""
    import subprocess
    import sys

    code = (
        "from plandoc.page.chart import Bar, Chart; from plandoc.progress.figures import State;"
        "from plandoc.formats.docx.picture import draw; import sys;"
        "draw(Chart('', '', (Bar('а', ((State.LATE, 1),)),), ((State.LATE, 'б'),), 100.0));"
        "sys.exit('matplotlib.pyplot' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_parts_are_told_apart_in_black_and_white():
    """Every two states differ by lightness or by their hatching, without any colour."""
    made = chart()
    picture = opened(draw(made)).convert("L")
    scale = 300 / 25.4
    swatches = []
    for index in range(len(State)):
        row, column = divmod(index, made.abreast)
        left = column * made.width / made.abreast + 1.5
        top = made.height - made.legend_height + (row + 0.5) * made.legend_row - 1.2
        box = (left * scale, top * scale, (left + 5) * scale, (top + 2.4) * scale)
        swatches.append(picture.crop(tuple(map(round, box))))
    for one, other in combinations(swatches, 2):
        differences = zip(one.tobytes(), other.tobytes(), strict=True)
        assert sum(abs(a - b) for a, b in differences) / len(one.tobytes()) > 5


def ink(picture, box):
    scale = 300 / 25.4
    return sum(
        pixel < 80
        for pixel in picture.convert("L").crop(tuple(round(c * scale) for c in box)).tobytes()
    )


def test_colours_are_those_that_were_asked_for():
    """Paper is white, and each fill has its colour, though the file has few colours."""
    drawn = opened(draw(chart(*(Bar("Одно", ((state, 3),)) for state in State))))
    palette = [*zip(*[iter(drawn.getpalette())] * 3, strict=True)]
    assert [colour for colour in palette if min(colour) >= 252] == [(255, 255, 255)]
    picture = drawn.convert("RGB")
    counts = {colour: count for count, colour in picture.getcolors(1 << 20)}
    assert max(counts, key=counts.__getitem__) == (255, 255, 255)
    for state in State:
        asked = ImageColor.getrgb(f"#{PAINTS[state].colour}")
        assert any(
            count > 10_000 and all(abs(a - b) <= 4 for a, b in zip(colour, asked, strict=True))
            for colour, count in counts.items()
        ), state


def test_figures_stand_in_their_parts_and_the_total_behind_the_bar():
    """A part that is wide enough shows its number; one that is too narrow for it does not."""
    wide = opened(draw(chart(Bar("а", ((State.ON_TIME, 5),)))))
    assert ink(wide, (115, 4, 128, 9)) > 50
    assert ink(wide, (173, 4, 180, 9)) > 50
    narrow = opened(draw(chart(Bar("а", ((State.NOT_DUE, 80), (State.ON_TIME, 1))))))
    assert ink(narrow, (170.95, 4.5, 171.8, 8.5)) == 0


@pytest.mark.parametrize(
    "name",
    [
        "漢字 и 😀 и עברית",
        "я" * 40_000,
        "слово " * 5_000,
        "$x$ и $y$ {{ z }} <w:t>",
        "",
        "\x07\u200b",
    ],
)
def test_any_name_is_drawn(name):
    """Letters that the font lacks are boxes, long names are cut; nothing warns, nothing hangs."""
    made = draw(chart(Bar(name, ((State.LATE, 1),))))
    assert opened(made).size[0] == round(180 * 300 / 25.4)


def test_a_long_name_does_not_reach_the_bar():
    """It is cut where its column ends."""
    picture = opened(draw(chart(Bar("Щ" * 300, ((State.LATE, 1),)))))
    assert ink(picture, (0, 1, 68, 10)) > 1000
    assert ink(picture, (68.6, 1, 70.5, 10)) == 0


def test_the_file_is_small():
    """A picture of twenty bars stays far below what a letter may weigh."""
    bars = [Bar(f"Раздел {n}", ALL.parts) for n in range(20)]
    assert len(draw(chart(*bars))) < 300_000
    assert zlib.crc32(draw(chart(*bars))) == zlib.crc32(draw(chart(*bars)))
