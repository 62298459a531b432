"""The print PDF, read by other programs' eyes: boxes, letters where the PNG has them, text that copies right."""

from __future__ import annotations

import io
import re
import unicodedata
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pytest

from articover.cover import Pixels, TextLayer, TextLine
from articover.edit.typeset import fonts
from articover.edit.typeset.drawing import paint
from articover.edit.typeset.fonts import face
from articover.edit.typeset.pdf import cover_pdf
from articover.edit.typeset.pdf_fonts import embed
from articover.edit.typeset.shaping import line_width_em, shape
from articover.engine import PrintSize
from articover.errors import MissingError
from articover.trim import Trim, parse_trim, print_canvas
from articover.upscale.fidelity import ssim

BLEED = Fraction(1, 8)
SIZE = PrintSize(parse_trim("A6"), 150, BLEED)
TEXTS = [
    ("Cinzel", "The Last Lantern AV"),  # small capitals by kerning, variable weight
    ("Fraunces", "Offices & fjords: a waffle"),  # ligatures, four axes
    ("Black Han Sans", "별을 삼킨 고래"),
    ("Noto Sans KR", "한국어 글꼴"),  # CFF, CID-keyed
    ("Noto Sans JP", "雪の国と猫"),
    ("Amiri", "مدينة الملح"),
    ("Cairo", "السلام لا"),  # lam-alef is one glyph for two letters
    ("Noto Sans Arabic", "قصة قديمة"),  # dots are glyphs of their own
    ("Noto Serif Hebrew", "שלום עולם"),
    ("Noto Sans Devanagari", "प्रेम की किताब"),
    ("Kanit", "น้ำตาของพระจันทร์"),
    ("Cormorant Garamond", "Ça, là—Žižek’s Œuvre"),
]


def layer(family: str, text: str, size_pt: float = 24.0, trim: Trim = SIZE.trim, tracking_em: float = 0.0) -> TextLayer:
    chosen = face(family)
    width = line_width_em(shape(text, [chosen], tracking_em)) * size_pt / 72 / float(trim.width_in)
    lines = (TextLine(text, 0.08, 0.3, width, size_pt),)
    return TextLayer("title", text, lines, chosen.ref(), "#f2c14e", tracking_em=tracking_em)


def ground(size: PrintSize) -> Pixels:
    canvas = print_canvas(size.trim, size.dpi, size.bleed_in)
    rows = np.linspace(20, 90, canvas.height)[:, None, None]
    return np.broadcast_to(rows, (canvas.height, canvas.width, 3)).astype(np.uint8)


def pdf_of(*layers: TextLayer, size: PrintSize = SIZE, jpeg_quality: int | None = None) -> bytes:
    canvas = print_canvas(size.trim, size.dpi, size.bleed_in)
    return cover_pdf(ground(size), layers, size.trim, canvas, size, jpeg_quality=jpeg_quality)


def copied(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text = document[0].get_textpage().get_text_range()
    return unicodedata.normalize("NFC", re.sub("[\u202a-\u202e\u2066-\u2069\u200e\u200f]", "", text)).strip()


def rendered(pdf: bytes, dpi: float) -> Pixels:
    document = pypdfium2.PdfDocument(pdf)
    return np.asarray(document[0].render(scale=dpi / 72, rev_byteorder=True).to_numpy())[:, :, :3]


@pytest.mark.parametrize(("family", "text"), TEXTS)
def test_text_copies_exactly(family: str, text: str) -> None:
    assert copied(pdf_of(layer(family, text))) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(("family", "text"), TEXTS)
def test_letters_stand_where_the_png_has_them(family: str, text: str) -> None:
    """Rendered by PDFium at the print's dpi; half a pixel of shift would cost far more than this allows."""
    set_ = layer(family, text)
    canvas = print_canvas(SIZE.trim, SIZE.dpi, SIZE.bleed_in)
    wanted = paint((set_,), SIZE.trim, ground(SIZE), canvas)
    seen = rendered(pdf_of(set_), SIZE.dpi)[: canvas.height, : canvas.width]
    assert ssim(seen, wanted[: seen.shape[0], : seen.shape[1]]) > 0.99
    ink = np.abs(wanted.astype(int) - ground(SIZE)).max(axis=2) > 60
    drawn = np.abs(seen.astype(int) - ground(SIZE)).max(axis=2) > 60
    for one, other in ((ink, drawn), (drawn, ink)):  # every inked pixel has ink within one pixel of it
        near = np.zeros_like(other)
        for dy in (-1, 0, 1):
            for dx in (-1, 0, 1):
                near |= np.roll(other, (dy, dx), (0, 1))
        assert not (one & ~near).any()


def test_mixed_directions_and_tracking() -> None:
    chosen = face("Noto Serif Hebrew")
    mixed = replace(layer("Noto Serif Hebrew", "The שלום Book"), fallbacks=(face("Lora").ref(),))
    assert chosen.ref() == mixed.font
    assert copied(pdf_of(mixed)) == "The שלום Book"
    assert copied(pdf_of(layer("Cinzel", "WIDE APART", tracking_em=0.4, size_pt=14))) == "WIDE APART"


def test_several_lines_in_order() -> None:
    title = layer("Cinzel", "The Last")
    line = title.lines[0]
    title = replace(title, lines=(line, replace(line, text="Lantern", y=0.4)))
    assert copied(pdf_of(title, replace(layer("Lora", "Mira Okafor"), role="author"))).split("\r\n")[:2] == [
        "The Last",
        "Lantern",
    ]


@pytest.mark.parametrize(
    ("name", "bleed", "media", "trim_box"),
    [
        ("A4", Fraction(0), ("595.27559", "841.88976"), ("0", "0", "595.27559", "841.88976")),
        ("A4", BLEED, ("613.27559", "859.88976"), ("9", "9", "604.27559", "850.88976")),
        ("6x9in", BLEED, ("450", "666"), ("9", "9", "441", "657")),
        ("신국판", Fraction(30, 254), ("447.87402", "654.80315"), ("8.50394", "8.50394", "439.37008", "646.29921")),
    ],
)
def test_boxes_are_exact(name: str, bleed: Fraction, media: tuple[str, str], trim_box: tuple[str, ...]) -> None:
    with pikepdf.open(io.BytesIO(pdf_of(size=PrintSize(parse_trim(name), 20, bleed)))) as pdf:
        page = pdf.pages[0].obj
        assert tuple(page.MediaBox) == (0, 0, *map(Decimal, media))
        assert page.BleedBox == page.MediaBox
        assert tuple(page.TrimBox) == tuple(map(Decimal, trim_box))


def test_picture_is_lossless_in_srgb_and_nothing_else_is_in_the_file() -> None:
    data = pdf_of(layer("Cinzel", "Plain"))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[0]
        image = pikepdf.PdfImage(page.Resources.XObject.Picture)
        np.testing.assert_array_equal(np.asarray(image.as_pil_image()), ground(SIZE))
        assert page.Resources.XObject.Picture.ColorSpace[0] == "/ICCBased"
        assert pdf.Root.OutputIntents[0].DestOutputProfile.objgen == page.Resources.ColorSpace.SRGB[1].objgen
        assert len(pdf.pages) == 1
        assert "/Metadata" not in pdf.Root
        assert "/Info" not in pdf.trailer
        assert not {"/Annots", "/Group", "/ExtGState"} & {*page.obj.keys(), *page.Resources.keys()}
        operators = [str(instruction.operator) for instruction in pikepdf.parse_content_stream(page)]
        assert "Tr" not in operators  # no invisible text
        assert "gs" not in operators  # no transparency


def test_fonts_are_embedded_subsets() -> None:
    with pikepdf.open(io.BytesIO(pdf_of(layer("Cinzel", "Aa"), layer("Noto Sans KR", "글")))) as pdf:
        found = {}
        for font in pdf.pages[0].Resources.Font.values():
            descendant = font.DescendantFonts[0]
            program = descendant.FontDescriptor.get("/FontFile2") or descendant.FontDescriptor.get("/FontFile3")
            found[str(font.BaseFont)[8:]] = len(program.read_bytes())
    assert set(found) == {"Cinzel-SemiBold", "NotoSansKR-Regular"}
    assert all(size < 30_000 for size in found.values())  # the whole Korean face has 4.7 MB


def test_the_same_cover_gives_the_same_bytes() -> None:
    first = pdf_of(layer("Cinzel", "Again"))
    embed.__globals__["_embed"].cache_clear()
    assert pdf_of(layer("Cinzel", "Again")) == first


def test_jpeg_is_smaller_and_close() -> None:
    noisy = np.random.default_rng(1).normal(128, 12, ground(SIZE).shape).clip(0, 255).astype(np.uint8)
    canvas = print_canvas(SIZE.trim, SIZE.dpi, SIZE.bleed_in)
    lossless = cover_pdf(noisy, (), SIZE.trim, canvas, SIZE)
    small = cover_pdf(noisy, (), SIZE.trim, canvas, SIZE, jpeg_quality=85)
    assert len(small) < len(lossless) / 2
    assert ssim(rendered(small, SIZE.dpi), rendered(lossless, SIZE.dpi)) > 0.9


def test_a_damaged_font_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = face("Lilita One")
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(chosen.path.read_bytes()[:3000])
    monkeypatch.setattr(fonts, "_path", lambda package, file: broken)
    with pytest.raises(MissingError, match="Lilita One Regular cannot be embedded: reinstall fontpkg-lilita-one"):
        embed(chosen, {5: "a"})


def test_an_absent_font_is_named() -> None:
    missing = replace(layer("Cinzel", "Gone"), font=replace(face("Cinzel").ref(), sha256="0" * 64))
    with pytest.raises(MissingError, match="Cinzel SemiBold"):
        pdf_of(missing)
