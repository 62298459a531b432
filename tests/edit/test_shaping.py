"""Shaping: every cluster is set once, in visual order, in a face that covers it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articover.edit.typeset.fonts import face, face_of, families, installed_faces
from articover.edit.typeset.shaping import clusters, line_path, line_width_em, shape
from articover.errors import ArtiCoverError, RequestError, TextError

LATIN = (face("Cinzel:700"), face("EB Garamond:500"), face("Noto Sans"))
ALL = (*LATIN, face("Amiri:700"), face("Frank Ruhl Libre"), face("Noto Serif Devanagari"), face("Noto Serif Thai"))


@given(st.text(st.sampled_from("AVTo fi—é\u0301\u0323ßŁñ'’“&0"), min_size=1, max_size=30), st.sampled_from([0.0, 0.1]))
@settings(max_examples=80, deadline=None)
def test_every_character_is_set_once(text: str, tracking: float) -> None:
    runs = shape(text, LATIN, tracking)
    assert "".join(run.text for run in runs) == text
    for run in runs:
        assert {glyph.cluster for glyph in run.glyphs} <= set(range(len(run.text)))
        assert all(glyph.glyph_id for glyph in run.glyphs), "a missing-glyph box would be printed"


@given(st.text(st.sampled_from("سلام דוד abc 123 .,()"), min_size=1, max_size=24))
@settings(max_examples=80, deadline=None)
def test_mixed_directions_keep_every_character(text: str) -> None:
    runs = shape(text, ALL)
    assert sorted("".join(run.text for run in runs)) == sorted(text)
    ends = [run.x_em + run.advance_em for run in runs]
    assert [run.x_em for run in runs[1:]] == pytest.approx(ends[:-1])


def test_arabic_runs_right_to_left_and_joins() -> None:
    (run,) = shape("سلام", ALL)
    assert run.rtl
    assert run.glyphs[0].cluster > run.glyphs[-1].cluster
    isolated = sum(line_width_em(shape(char, ALL)) for char in "سلام")
    assert run.advance_em < 0.95 * isolated


def test_devanagari_forms_conjuncts() -> None:
    (run,) = shape("क्षत्रिय", ALL)
    assert len(run.glyphs) < len("क्षत्रिय")


def test_marks_stay_with_their_base() -> None:
    assert clusters("e\u0301\u0323o") == [(0, 3), (3, 4)]
    assert clusters("क्ष") == [(0, 3)]


def test_tracking_spreads_letters_but_not_the_last_one() -> None:
    plain, tracked = (line_width_em(shape("HNHN", LATIN[:1], value)) for value in (0.0, 0.1))
    assert tracked == pytest.approx(plain + 0.3, abs=0.02)


def test_tracking_never_breaks_joined_scripts() -> None:
    assert line_width_em(shape("سلام", ALL, 0.2)) == pytest.approx(line_width_em(shape("سلام", ALL)))


def test_kerning_is_on() -> None:
    pair = line_width_em(shape("AV", LATIN[1:2]))
    assert pair < line_width_em(shape("A", LATIN[1:2])) + line_width_em(shape("V", LATIN[1:2]))


@pytest.mark.parametrize(("text", "named"), [("Hi 😀", "U+1F600"), ("ꦗꦮ", "Javanese")])
def test_what_no_font_covers_is_named(text: str, named: str) -> None:
    with pytest.raises(TextError, match=named.replace("+", r"\+")):
        shape(text, ALL)


def test_outlines_have_ink() -> None:
    bounds = line_path(shape("Whale", LATIN)).getBounds()
    assert 0.5 < bounds.height() < 1.0
    assert bounds.width() > 2


def test_every_installed_face_opens_and_is_found_again() -> None:
    for each in installed_faces():
        assert each.covers("1")
        assert face_of(each.ref()) == each
    assert len(families()) >= 40


def test_licences_are_those_of_the_packages() -> None:
    import json

    for family in families().values():
        metadata = face(family.name).path.parent.parent / "metadata.json"
        if family.package.startswith("pypi:fontpkg"):
            assert json.loads(metadata.read_text("utf-8"))["license"] == family.licence


def test_an_unknown_family_names_near_ones() -> None:
    with pytest.raises(RequestError, match="Cinzel"):
        face("Cinzl")
    with pytest.raises(ArtiCoverError):
        face("")
