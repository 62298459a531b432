"""Pictures in and out: every file is read as sRGB pixels, every file is written whole or not at all.

Nothing but pixels passes: EXIF, GPS, XMP, comments and colour profiles of a picture end here.
"""

from __future__ import annotations

import errno
import io
import os
import stat
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, Image, ImageCms, ImageOps, UnidentifiedImageError
from PIL.PngImagePlugin import PngInfo

from articover.cover import Mask, Pixels
from articover.errors import EngineError, PictureError
from articover.files import quoted
from articover.trim import MAX_PIXELS, Canvas, Trim

FORMATS = ("PNG", "JPEG", "WEBP", "TIFF", "BMP", "GIF", "AVIF")
"""What Pillow reads by itself; HEIC comes by pi-heif."""
_FORMATS_SAID = ("PNG", "JPEG", "WebP", "HEIC", "AVIF", "TIFF", "BMP", "GIF")
_HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
"""What an HEIF file says it is (ISO/IEC 23008-12), as phones write it: bytes 8 to 12, behind "ftyp"."""
_MAX_FILE_BYTES = 2 << 30
"""Above this a file is no picture of at most 150 megapixels: that is 900 MB even raw at 16 bits a channel."""
_TURNED = frozenset({5, 6, 7, 8})
"""EXIF orientations that exchange width and height."""
_BAND_PIXELS = 8_000_000
"""What is converted at once: the copies of one band take some 100 MB."""
_PERCEPTUAL = ImageCms.Intent.PERCEPTUAL
_WHITE = (255, 255, 255)
_RUNS = 3
"""zlib's Z_RLE."""
_GRID_SLACK_PX = 1.5
"""How far a canvas may reach past its source: both grids are rounded to whole pixels once."""

_UNREADABLE: dict[int | None, str] = {
    errno.ENOENT: "absent",
    errno.ENOTDIR: "absent",
    errno.ELOOP: "link",
    errno.EACCES: "denied",
    errno.EPERM: "denied",
}
"""Why a file cannot be read, as its sentence tells the cases apart."""
Image.MAX_IMAGE_PIXELS = MAX_PIXELS
"""One limit for the whole process: Pillow's own would warn at 89 megapixels, which we print."""


def read_picture(path: str | os.PathLike[str]) -> Pixels:
    """The first frame of a picture file as sRGB pixels, upright, flattened on white.

    EXIF orientation and an embedded colour profile are applied; 16-bit, grey, palette, CMYK, YCbCr
    and Lab pictures are converted. Raises `PictureError` when the file is missing, a folder, a
    symbolic link, not one of `FORMATS`, damaged, or over 150 megapixels (told by its header, before
    a pixel is decoded).
    """
    file, name, size_bytes = _open(path)
    with file:
        return _decode(file, name, size_bytes)


def picture_size(path: str | os.PathLike[str]) -> tuple[int, int]:
    """(width, height) in px of a picture file as `read_picture` would return it, from its header alone.

    Raises `PictureError` for what `read_picture` refuses before it decodes a pixel.
    """
    file, name, size_bytes = _open(path)
    with file, _header(file, name, size_bytes) as image:
        try:
            turned = image.getexif().get(ExifTags.Base.Orientation, 1) in _TURNED
        except Exception:  # Damaged EXIF, as in `_upright`.
            turned = False
        return (image.height, image.width) if turned else image.size


def decode_picture(data: bytes, name: str = "The picture") -> Pixels:
    """`read_picture` for bytes already in memory; `name` is what an error message calls it."""
    return _decode(io.BytesIO(data), name, len(data))


def picture_bytes_png(
    pixels: Pixels | Mask, dpi: float | None = None, compress_level: int = 4, *, grainy: bool = False
) -> bytes:
    """`pixels` (or a mask, as grey) as a PNG file marked sRGB, intent perceptual, with `dpi` when given.

    No other metadata. A `grainy` picture repeats nothing but runs: to look for more takes twice as long and saves 1 %.
    """
    info = PngInfo()
    info.add(b"sRGB", b"\0")
    out = io.BytesIO()
    extra = {} if dpi is None else {"dpi": (dpi, dpi)}
    how = {"compress_level": 1, "compress_type": _RUNS} if grainy else {"compress_level": compress_level}
    Image.fromarray(pixels).save(out, "PNG", pnginfo=info, **how, **extra)
    return out.getvalue()


def resize(pixels: Pixels, size: tuple[int, int], box: tuple[float, float, float, float] | None = None) -> Pixels:
    """`box` (left, top, right, bottom, float pixels; all of it when None) resampled to `size` (width, height).

    Lanczos, a = 3. A box of whole pixels that already has the size is cut out, not resampled.
    """
    height, width = pixels.shape[:2]
    left, top, right, bottom = box or (0.0, 0.0, float(width), float(height))
    on_grid = left == int(left) and top == int(top)
    if on_grid and right - left == size[0] and bottom - top == size[1]:
        return pixels[int(top) : int(bottom), int(left) : int(right)].copy()
    scaled = Image.fromarray(pixels).resize(size, Image.Resampling.LANCZOS, box=(left, top, right, bottom))
    return np.asarray(scaled).copy()


def crop_canvas(pixels: Pixels, trim_box_px: tuple[float, float, float, float], trim: Trim, canvas: Canvas) -> Pixels:
    """What `canvas` shows of a picture whose trim box lies at `trim_box_px`, resampled only when the grids differ.

    Returns shape (canvas.height, canvas.width, 3). Raises `EngineError` when the picture does not
    reach as far as the canvas.
    """
    height, width = pixels.shape[:2]
    left, top, right, bottom = trim_box_px
    to_left, to_top, to_right, to_bottom = canvas.trim_box_of(trim)
    scale_x, scale_y = (right - left) / (to_right - to_left), (bottom - top) / (to_bottom - to_top)
    wanted = (
        left - to_left * scale_x,
        top - to_top * scale_y,
        left + (canvas.width - to_left) * scale_x,
        top + (canvas.height - to_top) * scale_y,
    )
    slack = _GRID_SLACK_PX
    if wanted[0] < -slack or wanted[1] < -slack or wanted[2] > width + slack or wanted[3] > height + slack:
        raise EngineError("short_of_bleed")
    snapped = [_snap(side) for side in wanted]
    box = (max(snapped[0], 0.0), max(snapped[1], 0.0), min(snapped[2], float(width)), min(snapped[3], float(height)))
    return resize(pixels, (canvas.width, canvas.height), box)


def _open(path: str | os.PathLike[str]) -> tuple[IO[bytes], str, int]:
    """An open picture file, what a sentence calls it, and its size in bytes. Raises `PictureError`."""
    name = quoted(Path(path).name)
    try:
        # O_NONBLOCK so that a named pipe is refused below instead of waited for.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOFOLLOW)
    except (OSError, ValueError) as error:
        raise _unreadable(name, error) from error
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        if stat.S_ISDIR(status.st_mode):
            raise PictureError("picture_folder", name=name)
        raise PictureError("picture_not_file", name=name)
    return os.fdopen(descriptor, "rb"), name, status.st_size


def _decode(file: IO[bytes], name: str, size_bytes: int) -> Pixels:
    with _header(file, name, size_bytes) as image:
        try:
            image.load()
            return _to_srgb(_upright(image))
        except MemoryError as error:
            raise no_memory_for(name) from error
        except Exception as error:
            raise _damaged(name) from error


def no_memory_for(name: str) -> PictureError:
    """What is said of a picture that cannot be decoded in the memory there is; `name` is what it is called."""
    return PictureError("picture_memory", name=name)


@contextmanager
def _header(file: IO[bytes], name: str, size_bytes: int) -> Iterator[Image.Image]:
    """The picture with its header read and checked, and no pixel decoded. Raises `PictureError`."""
    if not size_bytes:
        raise PictureError("picture_empty", name=name)
    if size_bytes > _MAX_FILE_BYTES:
        raise PictureError("picture_big_file", name=name)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Damaged metadata is dropped with the rest of the metadata.
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            head = file.read(12)
            file.seek(0)
            formats: tuple[str, ...] = FORMATS
            if head[4:8] == b"ftyp" and head[8:] in _HEIF_BRANDS:
                _open_heif()
                formats = ("HEIF", *FORMATS)
            image: Image.Image = Image.open(file, formats=formats)
        except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
            raise _too_large(name) from error
        except UnidentifiedImageError as error:
            raise PictureError(
                "picture_format",
                name=name,
                formats=_FORMATS_SAID,
            ) from error
        except Exception as error:  # Pillow's parsers leak whatever a damaged header trips over.
            raise _damaged(name) from error
        with image:
            if image.width * image.height > MAX_PIXELS:
                raise _too_large(name)
            if not image.width or not image.height:
                raise PictureError("picture_empty", name=name)
            yield image


@lru_cache(maxsize=1)
def _open_heif() -> None:
    """Let Pillow open what phones photograph: it has no decoder of HEVC itself."""
    from pi_heif import register_heif_opener

    register_heif_opener()


def _upright(image: Image.Image) -> Image.Image:
    """The picture as EXIF says it is to be held; as stored when the EXIF is damaged."""
    try:
        # `exif_transpose` copies a picture that is upright, too.
        if image.getexif().get(ExifTags.Base.Orientation, 1) == 1:
            return image
        return ImageOps.exif_transpose(image)
    except Exception:  # Damaged EXIF raises anything from struct.error to ZeroDivisionError.
        return image


def _to_srgb(image: Image.Image) -> Pixels:
    """In bands of rows: each step takes a copy, and Pillow's copies take 4 bytes a pixel."""
    width, height = image.size
    rows = max(1, _BAND_PIXELS // width)
    white = _white_of(image, rows)
    out = np.empty((height, width, 3), np.uint8)
    for top in range(0, height, rows):
        bottom = min(top + rows, height)
        out[top:bottom] = np.asarray(_band_to_srgb(image.crop((0, top, width, bottom)), white))
    return out


def _band_to_srgb(image: Image.Image, white: float) -> Image.Image:
    profile = image.info.get("icc_profile")
    if _is_deep(image):
        image = Image.fromarray(_to_8_bits(image, white))
    alpha = None
    if image.has_transparency_data:
        image = image.convert("RGBA")
        alpha = image.getchannel("A")
        image = image.convert("RGB")
    elif image.mode not in ("RGB", "L", "CMYK"):
        image = image.convert("RGB")
    image = _through_profile(image, profile).convert("RGB")
    if alpha is not None:
        image = Image.composite(image, Image.new("RGB", image.size, _WHITE), alpha)
    return image


def _is_deep(image: Image.Image) -> bool:
    """Whether this is grey of more than 8 bits."""
    return image.mode in ("I", "F") or image.mode.startswith("I;16")


def _white_of(image: Image.Image, rows: int) -> float:
    """What is white in grey of more than 8 bits: 16-bit by its full range, float and 32-bit by what they hold."""
    if image.mode not in ("I", "F"):
        return 65535.0
    bands = (image.crop((0, top, image.width, min(top + rows, image.height))) for top in range(0, image.height, rows))
    largest = max(float(np.nanmax(np.asarray(band).astype(np.float32), initial=0)) for band in bands)
    if image.mode == "F":
        return 1.0 if largest <= 1 else 255.0
    return 255.0 if largest <= 255 else 65535.0 if largest <= 65535 else 2.0**31 - 1


def _to_8_bits(image: Image.Image, white: float) -> NDArray[np.uint8]:
    """Grey of more than 8 bits, scaled to 0..255."""
    values = np.asarray(image).astype(np.float32)
    scaled: NDArray[np.uint8] = np.rint(np.clip(np.nan_to_num(values / white), 0, 1) * 255).astype(np.uint8)
    return scaled


def _through_profile(image: Image.Image, profile: bytes | None) -> Image.Image:
    """From the embedded ICC profile to sRGB; unchanged when there is none or it does not fit the picture."""
    if not profile:
        return image
    try:
        embedded = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        srgb = ImageCms.createProfile("sRGB")
        converted = ImageCms.profileToProfile(image, embedded, srgb, renderingIntent=_PERCEPTUAL, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image
    return image if converted is None else converted


def _snap(side_px: float) -> float:
    """To a whole pixel when only rounding of floats keeps it from being one."""
    nearest = round(side_px)
    return float(nearest) if abs(side_px - nearest) < 1e-6 else side_px


def _unreadable(name: str, error: OSError | ValueError) -> PictureError:
    why = _UNREADABLE.get(getattr(error, "errno", None), "other")
    return PictureError("picture_unreadable", name=name, why=why)


def _too_large(name: str) -> PictureError:
    return PictureError("picture_large", name=name)


def _damaged(name: str) -> PictureError:
    return PictureError("picture_damaged", name=name)
