"""The print PDF: one page with exact boxes, the picture, and the letters as visible text in embedded fonts.

It follows KDP's rules (help page G201857950), which satisfy other printers, too: no transparency, invisible objects,
metadata or comments. Clause numbers refer to ISO 32000-1. Each glyph is placed separately, as it was shaped.

Each line carries its text as ActualText (14.9.4), so that copying gives the typed text even if glyphs and characters do
not map one to one. This does not work for lines with Hebrew or Arabic, because Poppler and PDFium treat ActualText as
visual order and reverse it. There each cluster becomes one glyph of the embedded font, which maps to its characters in
visual order; both programs read that correctly.
"""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import Image, ImageCms

from articover.cover import Pixels, TextLayer
from articover.edit.typeset.drawing import faces_of
from articover.edit.typeset.fonts import Face, hb_font
from articover.edit.typeset.pdf_fonts import Cluster, EmbeddedFont, embed
from articover.edit.typeset.shaping import Glyph, GlyphRun, shape
from articover.engine import PrintSize
from articover.pictures import picture_bytes_png
from articover.trim import Canvas, Trim

_PNG_LEVEL = 4
_PNG_SIGNATURE_BYTES, _PNG_LENGTH_BYTES, _PNG_NAME_BYTES, _PNG_CRC_BYTES = 8, 4, 4, 4


@dataclass(frozen=True)
class _PdfLine:
    """One line on the page: its text, glyph runs, colour, baseline start and size in points."""

    text: str
    runs: tuple[GlyphRun, ...]
    color: str
    x_pt: float
    y_pt: float
    size_x_pt: float
    size_y_pt: float


def cover_pdf(
    picture: Pixels,
    layers: tuple[TextLayer, ...],
    trim: Trim,
    canvas: Canvas,
    size: PrintSize,
    *,
    jpeg_quality: int | None = None,
) -> bytes:
    """A PDF of `size` (trim and bleed) that shows `picture` below the letters of the layers.

    The layers' lines are relative to `trim`; `canvas` is its position in `picture`, which already contains the effects.
    The picture is lossless unless `jpeg_quality` (1..95) is given. Equal input gives equal bytes. Raises `MissingError`
    when a font is absent or damaged.
    """
    width_pt, height_pt = size.trim.box_pt(size.bleed_in)
    lines = tuple(_lines(layers, trim, canvas, width_pt, height_pt))
    fonts = {face: embed(face, used.glyphs, used.clusters) for face, used in _used(lines).items()}

    pdf = Pdf.new()
    profile = pdf.make_indirect(Stream(pdf, _srgb_profile(), N=3, Alternate=Name.DeviceRGB))
    srgb = pdf.make_indirect(Array([Name.ICCBased, profile]))
    image = pdf.make_indirect(_image(pdf, picture, srgb, jpeg_quality))
    names = {face: f"F{index}" for index, face in enumerate(fonts)}
    content = f"q {_number(width_pt)} 0 0 {_number(height_pt)} 0 0 cm /Picture Do Q\n" + "".join(
        _text(line, fonts, names) for line in lines
    )
    resources = Dictionary(XObject=Dictionary(Picture=image), ColorSpace=Dictionary(SRGB=srgb))
    if fonts:
        resources.Font = Dictionary({f"/{names[face]}": font.add_to(pdf) for face, font in fonts.items()})
    bleed_pt = 72 * size.bleed_in
    whole = _box(Fraction(0), Fraction(0), width_pt, height_pt)
    page = Dictionary(
        Type=Name.Page,
        MediaBox=whole,
        BleedBox=whole,
        TrimBox=_box(bleed_pt, bleed_pt, width_pt - bleed_pt, height_pt - bleed_pt),
        Resources=resources,
        Contents=pdf.make_indirect(Stream(pdf, content.encode("ascii"))),
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    pdf.Root.OutputIntents = Array([_output_intent(pdf, profile)])
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True, min_version="1.7", compress_streams=True)
    return out.getvalue()


def _lines(
    layers: tuple[TextLayer, ...], trim: Trim, canvas: Canvas, width_pt: Fraction, height_pt: Fraction
) -> Iterator[_PdfLine]:
    left, top, right, bottom = canvas.trim_box_of(trim)
    per_px_x, per_px_y = float(width_pt) / canvas.width, float(height_pt) / canvas.height
    for layer in layers:
        faces = faces_of(layer)
        for line in layer.lines:
            yield _PdfLine(
                text=line.text,
                runs=shape(line.text, faces, layer.tracking_em),
                color=layer.color,
                x_pt=(left + line.x * (right - left)) * per_px_x,
                y_pt=float(height_pt) - (top + line.y * (bottom - top)) * per_px_y,
                size_x_pt=line.size_pt / 72 * canvas.px_per_in_x * per_px_x,
                size_y_pt=line.size_pt / 72 * canvas.px_per_in_y * per_px_y,
            )


@dataclass
class _Used:
    """The parts of a face that a document needs."""

    glyphs: dict[int, str] = field(default_factory=dict)
    clusters: list[Cluster] = field(default_factory=list)


def _used(lines: tuple[_PdfLine, ...]) -> dict[Face, _Used]:
    """The glyphs of each face, with the characters that each stands for ("" for later glyphs of a cluster)."""
    found: dict[Face, _Used] = {}
    for run in (run for line in lines for run in line.runs):
        used = found.setdefault(run.face, _Used())
        if run.rtl:
            used.clusters.extend(cluster for _, cluster in _clusters(run))
            continue
        for text, glyphs in _by_cluster(run):
            for place, glyph in enumerate(glyphs):
                shown = "" if place else text
                used.glyphs[glyph.glyph_id] = used.glyphs.get(glyph.glyph_id) or shown
    return found


def _by_cluster(run: GlyphRun) -> list[tuple[str, list[Glyph]]]:
    """The run's clusters in visual order: their text and their glyphs."""
    starts = sorted({glyph.cluster for glyph in run.glyphs})
    ends = dict(zip(starts, [*starts[1:], len(run.text)], strict=True))
    return [
        (run.text[start : ends[start]], list(glyphs))
        for start, glyphs in itertools.groupby(run.glyphs, key=lambda glyph: glyph.cluster)
    ]


def _clusters(run: GlyphRun) -> list[tuple[float, Cluster]]:
    """The clusters of a right-to-left run, each to be one glyph, with their positions (x in ems).

    The characters of a cluster (lam-alef, a vowelled letter) are in visual order.
    """
    font = hb_font(run.face)
    found = []
    for text, glyphs in _by_cluster(run):
        base = max(glyphs, key=lambda glyph: font.get_glyph_h_advance(glyph.glyph_id))
        advance = font.get_glyph_h_advance(base.glyph_id) / font.face.upem
        parts = tuple((glyph.glyph_id, round(glyph.x_em - base.x_em, 4), round(glyph.y_em, 4)) for glyph in glyphs)
        found.append((base.x_em, Cluster(text[::-1], parts, round(advance, 4))))
    return found


def _text(line: _PdfLine, fonts: dict[Face, EmbeddedFont], names: dict[Face, str]) -> str:
    """Content stream operators of one line, each glyph at its own text matrix."""
    red, green, blue = (_number(int(line.color[at : at + 2], 16) / 255) for at in (1, 3, 5))
    stretch = _number(line.size_x_pt / line.size_y_pt)
    parts = ["BT\n", f"/SRGB cs {red} {green} {blue} sc\n"]
    for run in line.runs:
        font = fonts[run.face]
        if run.rtl:
            shown = [(x_em, 0.0, font.merged[cluster]) for x_em, cluster in _clusters(run)]
        else:
            shown = [(glyph.x_em, glyph.y_em, font.cids[glyph.glyph_id]) for glyph in run.glyphs]
        parts.append(f"/{names[run.face]} {_number(line.size_y_pt)} Tf\n")
        for x_em, y_em, code in shown:
            x = _number(line.x_pt + (run.x_em + x_em) * line.size_x_pt)
            y = _number(line.y_pt + y_em * line.size_y_pt)
            parts.append(f"{stretch} 0 0 1 {x} {y} Tm <{code:04x}> Tj\n")
    parts.append("ET\n")
    if any(run.rtl for run in line.runs):
        return "".join(parts)
    actual = ("\ufeff" + line.text).encode("utf-16-be").hex()
    return "".join([f"/Span <</ActualText <{actual}>>> BDC\n", *parts, "EMC\n"])


def _image(pdf: Pdf, picture: Pixels, srgb: pikepdf.Object, jpeg_quality: int | None) -> Stream:
    height, width = picture.shape[:2]
    entries = {
        "/Type": Name.XObject,
        "/Subtype": Name.Image,
        "/Width": width,
        "/Height": height,
        "/ColorSpace": srgb,
        "/BitsPerComponent": 8,
    }
    if jpeg_quality is not None:
        out = io.BytesIO()
        Image.fromarray(picture).save(out, "JPEG", quality=jpeg_quality, subsampling=0)
        return Stream(pdf, out.getvalue(), {**entries, "/Filter": Name.DCTDecode})
    # 7.4.4.4: the compressed data of a PNG is valid Flate data with PNG predictors.
    data = b"".join(_png_data(picture_bytes_png(picture, compress_level=_PNG_LEVEL)))
    predictors = Dictionary(Predictor=15, Colors=3, BitsPerComponent=8, Columns=width)
    return Stream(pdf, data, {**entries, "/Filter": Name.FlateDecode, "/DecodeParms": predictors})


def _png_data(png: bytes) -> Iterator[bytes]:
    """The contents of the IDAT chunks."""
    at = _PNG_SIGNATURE_BYTES
    while at < len(png):
        length = int.from_bytes(png[at : at + _PNG_LENGTH_BYTES])
        body = at + _PNG_LENGTH_BYTES + _PNG_NAME_BYTES
        if png[at + _PNG_LENGTH_BYTES : body] == b"IDAT":
            yield png[body : body + length]
        at = body + length + _PNG_CRC_BYTES


def _output_intent(pdf: Pdf, profile: pikepdf.Object) -> pikepdf.Object:
    """14.11.5. The PDF/A subtype is used because it allows display profiles such as sRGB."""
    return pdf.make_indirect(
        Dictionary(
            Type=Name.OutputIntent,
            S=Name.GTS_PDFA1,
            OutputConditionIdentifier="sRGB IEC61966-2.1",
            Info="sRGB IEC61966-2.1",
            RegistryName="http://www.color.org",
            DestOutputProfile=profile,
        )
    )


@lru_cache(maxsize=1)
def _srgb_profile() -> bytes:
    """LittleCMS' sRGB profile with a fixed date, so that equal covers give equal files."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    year, month, day = 2000, 1, 1
    profile[24:36] = b"".join(part.to_bytes(2) for part in (year, month, day, 0, 0, 0))
    return bytes(profile)


def _box(left: Fraction, bottom: Fraction, right: Fraction, top: Fraction) -> Array:
    return Array([Decimal(_number(side)) for side in (left, bottom, right, top)])


def _number(value: Fraction | float) -> str:
    """A PDF number: plain decimal with at most five decimals (a point is 0.35 mm)."""
    text = f"{float(value):.5f}".rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text
