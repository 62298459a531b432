"""Fonts inside a PDF: static instances, subset to the glyphs in use, as composite fonts (ISO 32000-1, 9.7)."""

from __future__ import annotations

import hashlib
import io
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pikepdf
from fontTools import subset
from fontTools.pens.filterPen import DecomposingFilterPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from articover.edit.typeset.fonts import Face
from articover.errors import MissingError

_CMAP_BLOCK = 100
"""9.7.5.4: a bfchar block has at most a hundred entries."""
_SYMBOLIC = 4
"""Flag of a font with characters outside Adobe's standard Latin set."""
_STEM_V = 80
"""Required by 9.8.1, but used only for substitutes of fonts that are not embedded."""

logging.getLogger("fontTools").setLevel(logging.ERROR)


@dataclass(frozen=True)
class Cluster:
    """Glyphs (for example a letter and its dots) to merge into one glyph for the characters `text`.

    `parts` are (glyph id, x, y) in ems from the cluster's origin. `advance_em` is the new glyph's width.
    """

    text: str
    parts: tuple[tuple[int, float, float], ...]
    advance_em: float


@dataclass(frozen=True)
class EmbeddedFont:
    """A font program with only the glyphs in use. Widths are in thousandths of an em.

    `cids` is the character code of each glyph: its id, or its CID in the charset of a CID-keyed CFF. `merged` is the
    code of each cluster. `texts` are the characters of each code.
    """

    name: str
    program: bytes
    is_cff: bool
    widths: tuple[tuple[int, int], ...]
    cids: Mapping[int, int]
    texts: Mapping[int, str]
    merged: Mapping[Cluster, int]
    box: tuple[int, int, int, int]
    ascent: int
    descent: int
    cap_height: int
    italic_angle: float

    def add_to(self, pdf: Pdf) -> pikepdf.Object:
        """The Type 0 font object in `pdf`."""
        descriptor = Dictionary(
            Type=Name.FontDescriptor,
            FontName=Name(f"/{self.name}"),
            Flags=_SYMBOLIC,
            FontBBox=Array(self.box),
            ItalicAngle=self.italic_angle,
            Ascent=self.ascent,
            Descent=self.descent,
            CapHeight=self.cap_height,
            StemV=_STEM_V,
        )
        if self.is_cff:
            descriptor.FontFile3 = pdf.make_indirect(Stream(pdf, self.program, Subtype=Name.CIDFontType0C))
        else:
            descriptor.FontFile2 = pdf.make_indirect(Stream(pdf, self.program, Length1=len(self.program)))
        descendant = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType0 if self.is_cff else Name.CIDFontType2,
            BaseFont=Name(f"/{self.name}"),
            CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
            FontDescriptor=pdf.make_indirect(descriptor),
            DW=1000,
            W=Array([item for cid, width in self.widths for item in (cid, Array([width]))]),
        )
        if not self.is_cff:
            descendant.CIDToGIDMap = Name.Identity
        return pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type0,
                BaseFont=Name(f"/{self.name}"),
                Encoding=Name("/Identity-H"),
                DescendantFonts=Array([pdf.make_indirect(descendant)]),
                ToUnicode=pdf.make_indirect(Stream(pdf, self._to_unicode())),
            )
        )

    def _to_unicode(self) -> bytes:
        """9.10.3: the CMap from character codes to text."""
        rows = [
            f"<{code:04x}> <{text.encode('utf-16-be').hex()}>"
            for code, text in sorted(
                [(self.cids[glyph], text) for glyph, text in self.texts.items()]
                + [(code, cluster.text) for cluster, code in self.merged.items()]
            )
            if text
        ]
        blocks = [rows[at : at + _CMAP_BLOCK] for at in range(0, len(rows), _CMAP_BLOCK)]
        body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
        return (
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
            "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
            "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
            f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
        ).encode("ascii")


def embed(face: Face, glyphs: Mapping[int, str], clusters: Iterable[Cluster] = ()) -> EmbeddedFont:
    """`face` with only `glyphs` (id -> the characters it stands for), and one more glyph for each of `clusters`.

    Raises `MissingError` when the font is absent or damaged.
    """
    return _embed(face, tuple(sorted(glyphs.items())), tuple(dict.fromkeys(clusters)))


@lru_cache(maxsize=64)
def _embed(face: Face, glyphs: tuple[tuple[int, str], ...], clusters: tuple[Cluster, ...]) -> EmbeddedFont:
    path = face.path
    parts = {glyph for cluster in clusters for glyph, _, _ in cluster.parts}
    try:
        font = TTFont(io.BytesIO(path.read_bytes()))
        names = {glyph: font.getGlyphName(glyph) for glyph, _ in glyphs}
        _subset(font, sorted({glyph for glyph, _ in glyphs} | parts))
        if "fvar" in font:
            location = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes} | dict(face.axes)
            instancer.instantiateVariableFont(font, location, inplace=True)
        return _described(face, font, names, dict(glyphs), _merge(font, clusters))
    except Exception as error:  # fontTools raises many types of errors for damaged tables
        raise MissingError(
            "font_embedding",
            font=f"{face.family} {face.style}",
            package=face.package.partition(":")[2],
        ) from error


def _subset(font: TTFont, glyph_ids: list[int]) -> None:
    """Keep only these glyphs, and no layout tables, because the text is already shaped.

    TrueType glyphs keep their ids, which are the character codes in the PDF. CFF glyphs are found by name.
    """
    options = subset.Options(
        retain_gids="glyf" in font,
        notdef_outline=True,
        layout_closure=False,
        layout_features=[],
        hinting=False,
        glyph_names=False,
        legacy_kern=False,
        name_IDs=[],
        drop_tables=["GSUB", "GPOS", "GDEF", "BASE", "JSTF", "DSIG", "STAT", "MVAR", "SVG ", "COLR", "CPAL", "meta"],
    )
    cutter = subset.Subsetter(options)
    cutter.populate(gids=glyph_ids)
    cutter.subset(font)


def _merge(font: TTFont, clusters: tuple[Cluster, ...]) -> dict[Cluster, int]:
    """Add a glyph for each cluster to `font` (TrueType outlines only); returns the ids."""
    if not clusters:
        return {}
    names = list(font.getGlyphOrder())
    glyph_set, units = font.getGlyphSet(), font["head"].unitsPerEm
    merged: dict[Cluster, int] = {}
    drawn: dict[str, tuple[Any, tuple[int, int]]] = {}
    for cluster in clusters:
        pen = TTGlyphPen(None)
        for glyph, x_em, y_em in cluster.parts:
            moved = TransformPen(pen, (1, 0, 0, 1, round(x_em * units), round(y_em * units)))
            glyph_set[names[glyph]].draw(DecomposingFilterPen(moved, glyph_set))
        merged[cluster] = len(names) + len(drawn)
        outline = pen.glyph()
        outline.recalcBounds(None)
        metrics = (round(cluster.advance_em * units), getattr(outline, "xMin", 0))
        drawn[f"cluster{len(drawn)}"] = (outline, metrics)
    font.setGlyphOrder([*names, *drawn])
    for name, (outline, metrics) in drawn.items():
        font["glyf"][name] = outline
        font["hmtx"][name] = metrics
    return merged


def _described(
    face: Face, font: TTFont, names: dict[int, str], texts: dict[int, str], merged: dict[Cluster, int]
) -> EmbeddedFont:
    is_cff = "CFF " in font
    cids = {glyph: _cid(font, name) if is_cff else glyph for glyph, name in names.items()}
    head, os2, post = font["head"], font["OS/2"], font["post"]
    em = 1000 / head.unitsPerEm
    named = {cids[glyph]: name for glyph, name in names.items()}
    named |= {glyph: font.getGlyphName(glyph) for glyph in merged.values()}
    widths = tuple(sorted((code, round(font["hmtx"][name][0] * em)) for code, name in named.items()))
    program = _program(font, is_cff)
    tag = "".join(chr(65 + byte % 26) for byte in hashlib.sha256(program).digest()[:6])
    base = "".join(char for char in f"{face.family}-{face.style}" if char.isascii() and (char.isalnum() or char == "-"))
    return EmbeddedFont(
        name=f"{tag}+{base}",
        program=program,
        is_cff=is_cff,
        widths=widths,
        cids=cids,
        texts=texts,
        merged=merged,
        box=(round(head.xMin * em), round(head.yMin * em), round(head.xMax * em), round(head.yMax * em)),
        ascent=round(font["hhea"].ascender * em),
        descent=round(font["hhea"].descender * em),
        cap_height=round((getattr(os2, "sCapHeight", 0) or font["hhea"].ascender) * em),
        italic_angle=float(post.italicAngle),
    )


def _program(font: TTFont, is_cff: bool) -> bytes:
    """The font program for the PDF: the bare CFF table, or a TrueType file with the tables that 9.9 requires."""
    for table in ("name", "cmap", "OS/2", "post"):
        if table in font and not is_cff:
            del font[table]
    font.recalcTimestamp = False
    out = io.BytesIO()
    font.save(out)
    if not is_cff:
        return out.getvalue()
    program: bytes = TTFont(io.BytesIO(out.getvalue())).reader["CFF "]
    return program


def _cid(font: TTFont, name: str) -> int:
    """9.7.4.2: the character codes are CIDs of the charset in a CID-keyed CFF program, else glyph ids."""
    top: Any = font["CFF "].cff.topDictIndex[0]
    return int(name.removeprefix("cid")) if hasattr(top, "ROS") else int(font.getGlyphID(name))
