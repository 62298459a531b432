import base64
import io
import os
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from articover.errors import EngineError, PictureError, RequestError, StorageError
from articover.files import write_atomic
from articover.pictures import crop_canvas, decode_picture, picture_bytes_png, picture_size, read_picture, resize
from articover.trim import BLEED_IN, background_canvas, parse_trim, preview_canvas, print_canvas

RNG = np.random.default_rng(3)
NOISE = RNG.integers(0, 256, (40, 30, 3), dtype=np.uint8)


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def png_that_claims(width: int, height: int) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", ["PNG", "TIFF", "BMP", "WEBP"])
def test_a_lossless_picture_is_read_exactly(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "picture"
    path.write_bytes(encoded(Image.fromarray(NOISE), kind, **({"lossless": True} if kind == "WEBP" else {})))
    assert np.array_equal(read_picture(path), NOISE)


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        ("L", "PNG"),
        ("1", "PNG"),
        ("LA", "PNG"),
        ("P", "PNG"),
        ("P", "GIF"),
        ("L", "JPEG"),
        ("CMYK", "TIFF"),
        ("F", "TIFF"),
    ],
)
def test_every_mode_comes_back_as_rgb_that_looks_the_same(mode: str, kind: str) -> None:
    image = Image.fromarray(NOISE).convert(mode)
    expected = np.asarray(image.convert("RGB")).astype(int)
    pixels = decode_picture(encoded(image, kind))
    assert pixels.shape == NOISE.shape and pixels.dtype == np.uint8
    assert np.abs(pixels - expected).mean() < (9 if kind == "JPEG" else 1.5)


def test_cmyk_jpeg_keeps_its_colours() -> None:
    image = Image.new("RGB", (32, 32), (200, 40, 60)).convert("CMYK")
    assert np.abs(decode_picture(encoded(image, "JPEG", quality=95))[16, 16] - np.array([200, 40, 60])).max() <= 4


def test_sixteen_bits_are_scaled_not_clipped() -> None:
    ramp = np.linspace(0, 65535, 256).astype(np.uint16)[None].repeat(8, axis=0)
    for kind in ("PNG", "TIFF"):
        pixels = decode_picture(encoded(Image.fromarray(ramp), kind))
        assert np.abs(pixels[0, :, 0].astype(int) - np.arange(256)).max() <= 1


def test_transparency_is_flattened_on_white() -> None:
    half = Image.new("RGBA", (4, 4), (0, 0, 0, 128))
    assert set(np.unique(decode_picture(encoded(half, "PNG")))) == {127}
    palette = Image.new("P", (4, 4), 0)
    palette.putpalette([255, 0, 0, 0, 255, 0])
    clear = decode_picture(encoded(palette, "PNG", transparency=0))
    assert set(np.unique(clear)) == {255}


def test_only_the_first_frame_of_an_animation_is_read() -> None:
    frames = [Image.new("RGB", (8, 8), color) for color in ("red", "blue")]
    for kind in ("GIF", "WEBP"):
        pixels = decode_picture(encoded(frames[0], kind, save_all=True, append_images=frames[1:]))
        assert pixels[4, 4, 0] > 240 and pixels[4, 4, 2] < 15


def test_a_photograph_stands_upright_and_its_place_is_forgotten(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # Held on its side.
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (37.0, 33.0, 59.0)
    wide = np.zeros((20, 40, 3), np.uint8)
    wide[:, :20] = 255
    path = tmp_path / "photo.png"
    path.write_bytes(encoded(Image.fromarray(wide), "PNG", exif=exif))
    pixels = read_picture(path)
    assert pixels.shape == (40, 20, 3)
    assert pixels[:15].min() == 255 and pixels[25:].max() == 0
    written = Image.open(io.BytesIO(picture_bytes_png(pixels)))
    assert not written.getexif() and set(written.info) <= {"srgb"}


def test_a_colour_profile_is_applied() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    same = decode_picture(encoded(Image.fromarray(NOISE), "PNG", icc_profile=lab))
    assert np.abs(same.astype(int) - NOISE).max() <= 2
    unusable = decode_picture(encoded(Image.fromarray(NOISE), "PNG", icc_profile=b"not a profile"))
    assert np.array_equal(unusable, NOISE)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"hello, I am a text", "not a picture"),
        (png_that_claims(20000, 20000), "150 megapixels"),
        (png_that_claims(15001, 10000), "150 megapixels"),
        (png_that_claims(0, 5), "not a picture"),
        (png_that_claims(50, 50), "damaged"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "not a picture"),
    ],
)
def test_what_is_no_good_is_refused_in_one_sentence(data: bytes, said: str) -> None:
    with pytest.raises(PictureError, match=said) as caught:
        decode_picture(data, "it")
    assert str(caught.value).count(". ") == 0 and caught.value.exit_code == 2


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "TIFF", "BMP", "GIF"])
@pytest.mark.parametrize("part", [0.3, 0.9])
def test_a_file_cut_short_is_refused(kind: str, part: float) -> None:
    data = encoded(Image.fromarray(NOISE), kind)
    with pytest.raises(PictureError):
        decode_picture(data[: int(len(data) * part)])


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=60), st.integers(0, 400), st.sampled_from(["PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP"]))
def test_a_damaged_file_is_read_or_refused_but_never_crashes(junk: bytes, at: int, kind: str) -> None:
    data = encoded(Image.fromarray(NOISE[:8, :8]), kind)
    try:
        pixels = decode_picture(data[:at] + junk + data[at + len(junk) :])
    except PictureError:
        return
    assert pixels.ndim == 3 and pixels.dtype == np.uint8


def test_paths_that_are_not_picture_files_are_refused(tmp_path: Path) -> None:
    real = tmp_path / "real.png"
    real.write_bytes(picture_bytes_png(NOISE))
    (tmp_path / "link.png").symlink_to(real)
    os.mkfifo(tmp_path / "pipe.png")
    cases = {"link.png": "symbolic link", "missing.png": "does not exist", ".": "folder", "pipe.png": "not a file"}
    for name, said in {**cases, "real.png/inside.png": "does not exist"}.items():
        with pytest.raises(PictureError, match=said):
            read_picture(tmp_path / name)


def test_a_png_says_its_dpi_and_that_it_is_srgb() -> None:
    image = Image.open(io.BytesIO(picture_bytes_png(NOISE, dpi=300)))
    assert [round(side) for side in image.info["dpi"]] == [300, 300]
    assert np.array_equal(np.asarray(image), NOISE)


def test_writing_replaces_the_file_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "out.png"
    for data in (b"one", b"two"):
        write_atomic(target, data)
        assert target.read_bytes() == data
    assert names_in(tmp_path) == ["out.png"]


def test_bad_targets_are_refused_and_left_alone(tmp_path: Path) -> None:
    kept = tmp_path / "kept.txt"
    kept.write_text("mine")
    (tmp_path / "link.png").symlink_to(kept)
    (tmp_path / "folder.png").mkdir()
    refused: list[tuple[Path, type[Exception], str]] = [
        (tmp_path / "link.png", RequestError, "symbolic link"),
        (tmp_path / "folder.png", RequestError, "folder"),
        (tmp_path / "a" / ".." / "b.png", RequestError, r"\.\."),
        (Path("/dev/full"), RequestError, "plain file"),
        (tmp_path / "nowhere" / "b.png", StorageError, "does not exist"),
        (kept / "b.png", StorageError, "is a file, not a folder"),
        (tmp_path / ("x" * 300), StorageError, "too long"),
        (tmp_path / "nul\0.png", StorageError, "not one a file can have"),
    ]
    for path, kind, said in refused:
        with pytest.raises(kind, match=said):
            write_atomic(path, b"data")
    assert kept.read_text() == "mine"
    assert names_in(tmp_path) == ["folder.png", "kept.txt", "link.png"]


def test_a_full_disk_leaves_the_old_file_whole(tmp_path: Path) -> None:
    target = tmp_path / "out.png"
    target.write_bytes(b"the old one")
    code = """
import resource, sys
from articover.errors import StorageError
from articover.files import write_atomic
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_atomic(sys.argv[1], bytes(100_000))
except StorageError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", code, target], capture_output=True, text=True, check=True)
    assert "was not written" in done.stdout and done.stdout.count("\n") == 1
    assert target.read_bytes() == b"the old one"
    assert names_in(tmp_path) == ["out.png"]


def test_a_box_on_the_pixel_grid_is_cut_out_not_resampled() -> None:
    assert np.array_equal(resize(NOISE, (10, 20), (3.0, 4.0, 13.0, 24.0)), NOISE[4:24, 3:13])


@pytest.mark.parametrize("name", ["6x9in", "A5", "신국판", "16:9"])
def test_the_preview_is_cut_out_of_the_background_unchanged(name: str) -> None:
    trim = parse_trim(name)
    canvas = background_canvas(trim)
    pixels = RNG.integers(0, 256, (canvas.height, canvas.width, 3), dtype=np.uint8)
    preview = crop_canvas(pixels, canvas.trim_box_of(trim), trim, preview_canvas(trim))
    left, top = int(canvas.left), int(canvas.top)
    inner = preview_canvas(trim)
    assert np.array_equal(preview, pixels[top : top + inner.height, left : left + inner.width])
    small = print_canvas(trim, 72, BLEED_IN)
    assert crop_canvas(pixels, canvas.trim_box_of(trim), trim, small).shape == (small.height, small.width, 3)


def test_a_background_that_does_not_reach_the_bleed_is_refused() -> None:
    trim = parse_trim("6x9in")
    with pytest.raises(EngineError, match="bleed"):
        crop_canvas(np.zeros((900, 600, 3), np.uint8), (0.0, 0.0, 600.0, 900.0), trim, background_canvas(trim))


def _modes(tmp_path: Path) -> list[Path]:
    """One file a kind of pixels, larger than one band of the test below."""
    rng = np.random.default_rng(5)
    noise = rng.integers(0, 256, (57, 41, 4), np.uint8)
    deep = rng.integers(0, 65536, (57, 41), np.uint16)
    made = {
        "rgb.png": Image.fromarray(noise[..., :3]),
        "rgba.png": Image.fromarray(noise),
        "grey.png": Image.fromarray(noise[..., 0]),
        "palette.png": Image.fromarray(noise[..., :3]).quantize(16),
        "deep.png": Image.fromarray(deep),
        "cmyk.tif": Image.fromarray(noise, "CMYK"),
        "float.tif": Image.fromarray((deep / 65535).astype(np.float32)),
        "long.tif": Image.fromarray(deep.astype(np.int32)),
    }
    for name, image in made.items():
        image.save(tmp_path / name)
    made["palette.png"].save(tmp_path / "clear.png", transparency=3)
    return sorted(tmp_path.iterdir())


def test_a_picture_read_in_bands_is_the_same_as_in_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = _modes(tmp_path)
    whole = [read_picture(path) for path in paths]
    monkeypatch.setattr("articover.pictures._BAND_PIXELS", 41 * 10)
    for path, before in zip(paths, whole, strict=True):
        assert np.array_equal(read_picture(path), before), path.name


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_size_by_the_header_is_that_of_the_pixels(tmp_path: Path, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    Image.new("RGB", (40, 60)).save(tmp_path / "a.jpg", exif=exif)
    height, width = read_picture(tmp_path / "a.jpg").shape[:2]
    assert picture_size(tmp_path / "a.jpg") == (width, height)


HEIC = base64.b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAX1tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAACJp"
    "bG9jAAAAAERAAAEAAQAAAAABoQABAAAAAAAAAGQAAAAjaWluZgAAAAAAAQAAABVpbmZlAgAAAAABAABodmMxAAAAAA5waXRtAAAAAAAB"
    "AAAA/WlwcnAAAADdaXBjbwAAAHZodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEA"
    "AQAqQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbq5Ka5uAhoMCAAAAMDIAAAAwAhYgABAAZEAcFzwIkAAAATY29scm5jbHgAAQANAAaAAAAA"
    "FGlzcGUAAAAAAAAAQAAAAEAAAAAoY2xhcAAAAEAAAAABAAAAMAAAAAEAAAAAAAAAAv////AAAAACAAAAEHBpeGkAAAAAAwgICAAAABhp"
    "cG1hAAAAAAAAAAEAAQWBAgMFhAAAAGxtZGF0AAAAYCgBrwngOSMkv//40n//9/QeQ/YKWcF//HTh9/eFH//tkvURjWLLH+Ctzm+YtoKs"
    "RjmOqfKV8pnA1LW98ezaUhWaQIEvAdNOUsm49657zxGoqmAP+1zCRvq0TucDHhrgxg=="
)
"""64 x 48 px, red at the left and blue at the right, as a phone would write it; made for this test."""


def test_what_a_phone_photographs_is_read(tmp_path: Path) -> None:
    (tmp_path / "IMG_0001.HEIC").write_bytes(HEIC)
    pixels = read_picture(tmp_path / "IMG_0001.HEIC")
    assert pixels.shape == (48, 64, 3)
    assert np.abs(pixels[24, 8].astype(int) - (200, 40, 40)).max() < 25
    assert np.abs(pixels[24, 56].astype(int) - (40, 60, 200)).max() < 25


@pytest.mark.parametrize("broken", [HEIC[:60], HEIC[:300], HEIC[:-40], HEIC[:24] + bytes(400), b"\0\0\0\x1cftypheic"])
def test_a_damaged_photograph_is_one_sentence(broken: bytes) -> None:
    with pytest.raises(PictureError):
        decode_picture(broken)


def test_avif_is_read() -> None:
    out = io.BytesIO()
    Image.new("RGB", (32, 16), (200, 40, 40)).save(out, "AVIF")
    pixels = decode_picture(out.getvalue())
    assert pixels.shape == (16, 32, 3)
    assert np.abs(pixels.astype(int) - (200, 40, 40)).max() < 12
