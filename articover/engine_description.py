"""`EngineDescription`: what an engine is, needs and can do, as data; and the descriptions of the engines there are.

A description holds before anything is loaded, so that the bot's own process and the command line can decide by it. Code
asks it ("is this generative?"), never for an engine's name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal["generate", "detect", "fill", "edit", "edit_text", "upscale"]
"""What an engine does: paint a picture, find text, fill holes, set type, change words in a picture, enlarge."""
KINDS: tuple[Kind, ...] = get_args(Kind)
TextPolicy = Literal["check", "erase", "keep"]
"""Letters in a new picture: paint another seed on a hit, erase them, or keep them."""


@dataclass(frozen=True)
class EngineDescription:
    """`name` is the engine's in the config, in `cover.json` and on the command line; `kind` is what it does."""

    name: str
    kind: Kind
    generative: bool = False
    """A model makes its pixels: to be disclosed to a shop, and refused where an owner allows no models."""
    paints_freely: bool = False
    """It may show anything, not only continue what is around: looked at before others see it."""
    own_picture: bool = False
    """It hands on a picture that somebody brought."""
    loads_models: bool = False
    """It holds gigabytes of weights in memory, which are fetched from the hub; one process of it is enough."""
    needs_gpu: bool = False
    """Without a GPU it takes minutes, so "auto" passes it over there."""
    memory_mb: int = 0
    """Peak of a process that makes one cover with it (a print, for enlarging), see bench/README.md; 0: not measured."""
    batch_max: int = 1
    """How many pictures it paints at once at most."""
    previews: bool = False
    """It reports coarse pictures of what it is painting."""
    follows_series: bool = False
    """`Generator.following` keeps the look of an earlier book."""
    renders_scenes: bool = False
    """Its pictures are data that it paints again at any size: it is a `SceneRenderer`."""
    one_picture: bool = False
    """It has one picture to give, whatever the seed: painting again changes nothing."""
    reads_text: bool = False
    """A detector that also reads what it finds: `Detector.read`."""
    text_in_picture: TextPolicy = "erase"
    """What to do with letters in what it paints, unless somebody says otherwise."""


ILLUSTRATOR = EngineDescription(
    "illustrator", "generate", memory_mb=370, follows_series=True, renders_scenes=True, text_in_picture="check"
)
DIFFUSION = EngineDescription(
    "diffusion",
    "generate",
    generative=True,
    paints_freely=True,
    loads_models=True,
    needs_gpu=True,
    memory_mb=5200,
    batch_max=8,
    previews=True,
    follows_series=True,
)
"""Of the default options; `memory_mb` is that of Stable Diffusion v1-4 in float32 on a CPU."""
UPLOADED_PICTURE = EngineDescription("upload", "generate", own_picture=True, one_picture=True, text_in_picture="keep")
RAPIDOCR = EngineDescription("rapidocr", "detect", reads_text=True)
MIGAN = EngineDescription("migan", "fill", generative=True)
SD_INPAINT = EngineDescription("sd-inpaint", "fill", generative=True, paints_freely=True, loads_models=True)
TYPESET = EngineDescription("typeset", "edit", memory_mb=290)
NCNN = EngineDescription("ncnn", "upscale", memory_mb=1140)

DESCRIPTIONS = (DIFFUSION, ILLUSTRATOR, UPLOADED_PICTURE, RAPIDOCR, MIGAN, SD_INPAINT, TYPESET, NCNN)
"""Every engine of this version; of one kind the best first, which is what "auto" takes where it can run."""
FALLBACK_GENERATOR = ILLUSTRATOR
"""Paints when another generator cannot or may not: it needs nothing but what is installed with it."""


def described(kind: Kind, name: str) -> EngineDescription | None:
    """The description of an engine by the name that a config or a record gives; None for one we do not know."""
    return next((each for each in DESCRIPTIONS if (each.kind, each.name) == (kind, name)), None)


def is_generative(generator: str) -> bool:
    """Whether the generator of that name paints with a model; one we do not know counts as such."""
    found = described("generate", generator)
    return found is None or found.generative
