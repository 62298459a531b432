"""Styling one text: the others stay where they are, and what has no room is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sampling import sample_rows

from articover import notices
from articover.brief import Brief
from articover.cover import ROLES, Background, TextLayer
from articover.edit.typeset import Typeset
from articover.edit.typeset.arrange import page_of
from articover.edit.typeset.drawing import layer_box
from articover.edit.typeset.edit_state import EditState
from articover.engine import Edited, RunContext
from articover.trim import parse_trim, preview_canvas

Ground = Callable[..., Background]
BRIEF = Brief(
    "The Keeper and the Whale", genre="mystery", author="Ingrid Holm", series="The Tide 1", subtitle="A northern novel"
)
CHANGES: tuple[dict[str, Any], ...] = (
    {"size": 1.15}, {"size": 0.8696}, {"place": "top"}, {"place": "middle"}, {"place": "bottom"}, {"font": "Anton"},
    {"case": "upper"}, {"align": "left"}, {"color": "#e8c35a"},
)  # fmt: skip


def edit(
    typeset: Typeset, ground: Background, before: Edited, changes: Mapping[str, Mapping[str, Any]], brief: Brief = BRIEF
) -> Edited:
    return typeset.set(brief, parse_trim("6x9in"), ground, RunContext("edit"), before.layers, changes)


def by_role(edited: Edited) -> dict[str, TextLayer]:
    return {each.role: each for each in edited.layers}


def size_of(layer: TextLayer) -> float:
    return max(line.size_pt for line in layer.lines)


@pytest.fixture(scope="module")
def ground(gradient: Ground) -> Background:
    return gradient(parse_trim("6x9in"), (16, 20, 48), (40, 60, 90))


@pytest.fixture(scope="module")
def before(typeset: Typeset, ground: Background) -> Edited:
    return typeset.set(BRIEF, parse_trim("6x9in"), ground, RunContext("edit"))


@pytest.mark.parametrize(
    ("role", "change"),
    sample_rows(
        [(role, change) for role in ROLES for change in CHANGES],
        when=lambda pair: (pair[0] == "title" and "color" not in pair[1]) or pair[1] == {"size": 1.15},
    ),
    ids=str,
)
def test_the_other_layers_stay_where_they_are(
    typeset: Typeset, ground: Background, before: Edited, role: str, change: dict[str, Any]
) -> None:
    after = edit(typeset, ground, before, {role: change})
    old, new = by_role(before), by_role(after)
    moved = {other for other in ROLES if other != role and new[other].lines != old[other].lines}
    said = {
        other
        for other in ROLES
        if any(notice in notices.MOVED and notice.arguments["role"] == other for notice in after.notices)
    }
    assert moved == said
    assert not moved or "size" in change or "font" in change, "there was a place without pushing anybody"
    for other in {*ROLES} - {role}:
        assert (new[other].font, new[other].color) == (old[other].font, old[other].color)
    apart(after)


def apart(edited: Edited) -> None:
    trim = parse_trim("6x9in")
    boxes = sorted(layer_box(each, trim, preview_canvas(trim))[1::2] for each in edited.layers)
    assert all(above[1] <= below[0] + 0.5 for above, below in pairwise(boxes)), boxes


@pytest.mark.parametrize("role", ROLES)
def test_a_place_is_where_it_says(typeset: Typeset, ground: Background, before: Edited, role: str) -> None:
    at = {
        place: by_role(edit(typeset, ground, before, {role: {"place": place}}))[role].lines[0].y
        for place in ("top", "middle", "bottom")
    }
    assert at["top"] < at["middle"] < at["bottom"]


def test_larger_ends_where_the_room_ends_and_says_so(typeset: Typeset, ground: Background, before: Edited) -> None:
    """Every press gives what it records; the one that gives nothing says it, and is not counted."""
    now, sizes = before, [1.0]
    for _ in range(8):
        wanted = round(sizes[-1] * 1.15, 4)
        after = edit(typeset, ground, now, {"title": {"size": wanted}})
        old, new = by_role(now)["title"], by_role(after)["title"]
        recorded = float(new.overrides.get("size", 1.0))
        if size_of(new) == size_of(old):
            assert notices.NO_LARGER(role="title") in after.notices
            assert recorded == sizes[-1]
            assert after.layers == now.layers
            break
        assert size_of(new) / size_of(old) == pytest.approx(recorded / sizes[-1], rel=0.04) or recorded > wanted
        sizes.append(recorded)
        now = after
    else:
        pytest.fail("the title grew without end")
    smaller = edit(typeset, ground, now, {"title": {"size": round(sizes[-1] / 1.15, 4)}})
    assert size_of(by_role(smaller)["title"]) < size_of(by_role(now)["title"])


def test_a_colour_moves_nothing_at_all(typeset: Typeset, ground: Background, before: Edited) -> None:
    after = edit(typeset, ground, before, {"title": {"color": "#e8c35a"}})
    assert [each.lines for each in after.layers] == [each.lines for each in before.layers]
    assert not after.notices


def test_no_change_is_no_change(typeset: Typeset, ground: Background, before: Edited) -> None:
    after = edit(typeset, ground, before, {})
    assert after.layers == before.layers
    assert (after.preview == before.preview).all()


def test_new_words_begin_where_the_old_ones_did(typeset: Typeset, ground: Background, before: Edited) -> None:
    brief = Brief("Ash", genre="mystery", author=BRIEF.author, series=BRIEF.series, subtitle=BRIEF.subtitle)
    after = edit(typeset, ground, before, {}, brief)
    assert by_role(after)["series"].lines[0].y == pytest.approx(by_role(before)["series"].lines[0].y, abs=1e-6)
    assert by_role(after)["author"].lines == by_role(before)["author"].lines
    apart(after)


def test_words_that_come_and_go(typeset: Typeset, ground: Background, before: Edited) -> None:
    bare = edit(typeset, ground, before, {}, Brief(BRIEF.title, genre="mystery"))
    assert set(by_role(bare)) == {"title"}
    full = edit(typeset, ground, bare, {})
    assert set(by_role(full)) == set(ROLES)
    apart(full)


@given(
    steps=st.lists(
        st.tuples(st.sampled_from(ROLES), st.sampled_from([c for c in CHANGES if "font" not in c])), max_size=4
    )
)
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_styled_texts_stay_apart_and_inside(
    typeset: Typeset, ground: Background, before: Edited, steps: list[tuple[str, dict[str, Any]]]
) -> None:
    now = before
    trim = parse_trim("6x9in")
    page = page_of(trim)
    for role, change in steps:
        now = edit(typeset, ground, now, {role: change})
        apart(now)
        for each in EditState(BRIEF, by_role(now), {}).previous_layout(page).boxes.values():
            assert each[1] >= page.safety - 1 and each[3] <= page.height - page.safety + 1
