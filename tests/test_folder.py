"""The cover folder: what is written reads back, a killed writer leaves no half cover, damage is refused."""

import errno
import json
import os
import subprocess
import sys
import textwrap
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from articover.brief import Brief
from articover.cover import Background, Check, Cover, Effect, EngineRecord, FontRef, TextLayer, TextLine, Zone
from articover.document import SCHEMA_VERSION
from articover.errors import CoverFolderError, RequestError, StorageError
from articover.folder import read_cover, write_cover
from articover.notices import VERBATIM
from articover.trim import background_canvas, parse_trim


def a_cover(seed: int = 1, title: str = "별을 삼킨 고래") -> Cover:
    trim = parse_trim("6x9in")
    canvas = background_canvas(trim)
    pixels = np.random.default_rng(seed).integers(0, 256, (canvas.height // 8, canvas.width // 8, 3), dtype=np.uint8)
    layer = TextLayer(
        role="title",
        text=title,
        lines=(TextLine("별을 삼킨", 0.1, 0.2, 0.8, 48.0), TextLine("고래", 0.25, 0.3, 0.5, 48.0)),
        font=FontRef("Nanum Myeongjo", "ExtraBold", "ab" * 32, {"wght": 800.0}),
        color="#f2efe9",
        effect=Effect("glow", "#101020", 0.2, 0.5),
        overrides={"size_pt": 48.0},
    )
    return Cover(
        brief=Brief(title, genre="판타지", synopsis="고래가 별을 삼킨다."),
        trim=trim,
        seed=seed,
        background=Background(
            pixels,
            tuple(edge / 8 for edge in canvas.trim_box_of(trim)),
            scene={"recipe": "x", "params": {"a": [1, 2.5, None]}},
            zones=(Zone("title", 0.1, 0.1, 0.9, 0.4),),
            palette=("#000000", "#ffffff"),
            look="fantasy/x",
        ),
        layers=(layer,),
        preview=np.ascontiguousarray(pixels[4:-4, 4:-4]),
        engines=(EngineRecord("generate", "illustrator", "1", 0.5, seed, credits=("Icons by game-icons.net.",)),),
        checks=(Check("reads-back", True, 1.0, 1.0, role="title"),),
        notices=(VERBATIM(sentence="A notice."),),
        created="2026-01-02T03:04:05+00:00",
    )


def same(one: Cover, other: Cover) -> bool:
    pictures = (one.background.pixels, other.background.pixels), (one.preview, other.preview)
    flat = [replace(c, background=replace(c.background, pixels=None), preview=None) for c in (one, other)]
    return (
        all(np.array_equal(a, b) for a, b in pictures)
        and vars(flat[0].background) == vars(flat[1].background)
        and (
            {k: v for k, v in vars(flat[0]).items() if k != "background"}
            == {k: v for k, v in vars(flat[1]).items() if k != "background"}
        )
    )


def test_a_cover_reads_back_as_written(tmp_path):
    cover = a_cover()
    write_cover(cover, tmp_path / "deep" / "book")
    assert same(read_cover(tmp_path / "deep" / "book"), cover)
    assert sorted(p.name for p in (tmp_path / "deep").iterdir()) == ["book"]
    credits = (tmp_path / "deep" / "book" / "credits.txt").read_text()
    assert "game-icons" in credits and "No generative model" in credits


def test_a_preview_that_is_not_asked_for_is_checked_all_the_same(tmp_path):
    write_cover(a_cover(), tmp_path / "book")
    assert read_cover(tmp_path / "book", preview=False).preview.size == 0
    (tmp_path / "book" / "cover.png").write_bytes(b"another file")
    with pytest.raises(CoverFolderError, match="was changed since"):
        read_cover(tmp_path / "book", preview=False)


def test_a_picture_that_stays_is_the_same_file_and_never_another_ones(tmp_path):
    write_cover(a_cover(1), tmp_path / "book")
    old, file = read_cover(tmp_path / "book"), (tmp_path / "book" / "background.png").read_bytes()
    write_cover(replace(old, brief=Brief("Other words")), tmp_path / "elsewhere")
    assert (tmp_path / "elsewhere" / "background.png").read_bytes() == file
    # Another command paints the book anew in between.
    write_cover(a_cover(2), tmp_path / "book")
    write_cover(replace(old, brief=Brief("Other words")), tmp_path / "book")
    assert np.array_equal(read_cover(tmp_path / "book").background.pixels, old.background.pixels)


def test_writing_over_a_cover_replaces_it_and_its_prints_but_nothing_else(tmp_path):
    write_cover(a_cover(1), tmp_path)
    (tmp_path / "print.png").write_bytes(b"old print")
    (tmp_path / "notes.txt").write_text("the writer's own")
    write_cover(a_cover(2), tmp_path)
    assert same(read_cover(tmp_path), a_cover(2))
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "background.png", "cover.json", "cover.png", "credits.txt", "notes.txt"
    ]  # fmt: skip


def test_a_writer_killed_at_any_point_leaves_the_old_cover_or_the_new_one(tmp_path):
    """The writer is killed at the n-th call that touches the disk; the reader must find a whole cover.

    Writers are forked from one process without threads, which loads everything once.
    """
    script = textwrap.dedent(
        f"""
        import os, signal, sys
        sys.path.insert(0, {str(Path(__file__).parent)!r})
        from pathlib import Path
        from test_folder import a_cover, same
        from articover.folder import read_cover, write_cover

        book = Path({str(tmp_path)!r}) / "book"
        old, new, third = (a_cover(seed) for seed in (1, 2, 3))

        def killed_at(call):
            left = call
            touching = "open", "os.rename", "os.remove", "os.mkdir", "os.rmdir"
            def counted(event, args):
                nonlocal left
                if event in touching and str(book.parent) in str(args[0]):
                    left -= 1
                    if left == 0:
                        os.kill(os.getpid(), signal.SIGKILL)
            sys.addaudithook(counted)
            write_cover(new, book)
            os._exit(0)

        def wrong(call, code):
            found = read_cover(book)
            if not (same(found, old) or same(found, new)):
                return "neither cover"
            if code == 0 and not same(found, new):
                return "not written"
            write_cover(third, book)
            if not same(read_cover(book), third):
                return "not written over"
            return [path.name for path in book.iterdir() if path.name.startswith(".")]

        call = code = 1
        while code != 0:
            write_cover(old, book)
            child = os.fork() or killed_at(call)
            code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            assert code in (0, -signal.SIGKILL), (call, code)
            assert not wrong(call, code), (call, wrong(call, code))
            call += 1
        print(call)
        """
    )
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 15


def test_a_full_disk_leaves_the_old_cover(tmp_path, monkeypatch):
    write_cover(a_cover(1), tmp_path)

    def full(handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageError, match="disk is full"):
        write_cover(a_cover(2), tmp_path)
    monkeypatch.undo()
    assert same(read_cover(tmp_path), a_cover(1))


def test_a_real_file_size_limit_is_said_in_one_sentence(tmp_path):
    script = textwrap.dedent(
        f"""
        import resource, signal, sys
        sys.path.insert(0, {str(Path(__file__).parent)!r})
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        from pathlib import Path
        from test_folder import a_cover
        from articover.errors import StorageError
        from articover.folder import write_cover
        cover = a_cover()
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
        try:
            write_cover(cover, Path({str(tmp_path / "book")!r}))
        except StorageError as error:
            print(error)
        """
    )
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True, timeout=60)
    assert "files may not grow that large" in done.stdout and done.stdout.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda data: {**data, "schema_version": SCHEMA_VERSION + 1}, "newer"),
        (lambda data: {**data, "schema_version": "1"}, "not a cover we understand"),
        (lambda data: {**data, "extra": 1}, "does not understand"),
        (lambda data: {k: v for k, v in data.items() if k != "layers"}, "not a cover we understand"),
        (lambda data: {**data, "layers": [{**data["layers"][0], "role": "hero"}]}, "not a cover we understand"),
        (lambda data: {**data, "trim": {"name": "A4", "width_in": "1/0", "height_in": "1"}}, "trim"),
        (lambda data: [data], "not a cover we understand"),
        (lambda data: {**data, "layers": [{**data["layers"][0], "color": ""}]}, "colour"),
        (lambda data: {**data, "background": {**data["background"], "trim_box_px": [0, 0, 1e9, 9]}}, "trim box"),
        (lambda data: {**data, "background": {**data["background"], "trim_box_px": [0, 9, 9, -1]}}, "trim box"),
        (lambda data: {**data, "background": {**data["background"], "file": "../../etc/passwd"}}, "lacks"),
    ],
)
def test_what_is_not_understood_is_refused(tmp_path, damage, said):
    write_cover(a_cover(), tmp_path)
    path = tmp_path / "cover.json"
    path.write_text(json.dumps(damage(json.loads(path.read_text()))))
    with pytest.raises(RequestError, match=said):
        read_cover(tmp_path)


def test_damaged_files_are_refused(tmp_path):
    with pytest.raises(CoverFolderError, match="does not exist"):
        read_cover(tmp_path / "absent")
    with pytest.raises(CoverFolderError, match=r"no cover\.json"):
        read_cover(tmp_path)
    write_cover(a_cover(), tmp_path)
    (tmp_path / "background.png").write_bytes((tmp_path / "background.png").read_bytes()[:-100])
    with pytest.raises(CoverFolderError, match="was changed"):
        read_cover(tmp_path)
    (tmp_path / "cover.json").write_text("{")
    with pytest.raises(CoverFolderError, match="not valid JSON"):
        read_cover(tmp_path)


def test_symlinks_and_dots_are_refused(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    for path in (tmp_path / "link", tmp_path / "a" / ".." / "b"):
        with pytest.raises(RequestError):
            write_cover(a_cover(), path)
    (tmp_path / "file").write_text("")
    with pytest.raises(RequestError, match="is a file"):
        write_cover(a_cover(), tmp_path / "file")
    with pytest.raises(StorageError, match="is a file, not a folder"):
        write_cover(a_cover(), tmp_path / "file" / "book")


def test_two_commands_at_once_leave_one_whole_cover_and_neither_fails(tmp_path):
    """Both write the same folder, new at first, again and again, while a third reads it."""
    book = tmp_path / "book"
    script = textwrap.dedent(
        f"""
        import sys
        sys.path.insert(0, {str(Path(__file__).parent)!r})
        from pathlib import Path
        from test_folder import a_cover
        from articover.folder import read_cover, write_cover
        book, seed = Path({str(book)!r}), int(sys.argv[1])
        cover = a_cover(seed)
        for _ in range(12):
            write_cover(cover, book)
            assert read_cover(book).seed in (1, 2, 3)
        """
    )
    command = [sys.executable, "-c", script]
    writers = [
        subprocess.Popen([*command, str(seed)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for seed in (1, 2, 3)
    ]
    for writer in writers:
        _, said = writer.communicate(timeout=60)
        assert writer.returncode == 0, said
    assert any(same(read_cover(book), a_cover(seed)) for seed in (1, 2, 3))
    assert [path.name for path in tmp_path.iterdir()] == ["book"]
    assert not [path.name for path in book.iterdir() if path.name.startswith(".")]
