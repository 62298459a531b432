"""Import basicsr and realesrgan when torchvision is absent, cannot be loaded, or is too new for them.

Both packages are of 2022. They import `torchvision.transforms.functional_tensor`, which torchvision 0.17 renamed to
`_functional_tensor`, and names from a few other modules. The usual build of torchvision does not load beside a CPU
build of torch. If the real torchvision loads, it is used, and the renamed module also gets its old name. Otherwise
substitutes provide the names during the import: the two functions of image arithmetic work, all others raise when
called. No network that runs here calls those.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import ModuleType
from typing import TYPE_CHECKING, NoReturn

from articover.errors import MissingError

if TYPE_CHECKING:
    from torch import Tensor

_OLD_NAME = "torchvision.transforms.functional_tensor"
_NEW_NAME = "torchvision.transforms._functional_tensor"

# ITU-R BT.601 luma weights as torchvision rounds them.
_LUMA_WEIGHTS = (0.2989, 0.587, 0.114)


@contextmanager
def torchvision_for_basicsr() -> Iterator[None]:
    """Inside the context `import basicsr` and `import realesrgan` succeed; afterwards the substitutes are removed.

    They are removed from `sys.modules` so that other libraries can tell whether torchvision is installed.
    """
    added = {} if _true_torchvision() else _stand_ins()
    sys.modules.update(added)
    try:
        yield
    finally:
        for name in added:
            sys.modules.pop(name, None)


def _true_torchvision() -> bool:
    """Whether torchvision loads; if it does, its renamed module also gets the old name."""
    try:
        importlib.import_module("torchvision")
        functional = importlib.import_module(_NEW_NAME)
    # With a torch of another build it raises RuntimeError when it registers its operators.
    except (ImportError, RuntimeError, OSError):
        for name in [name for name in sys.modules if name.split(".")[0] == "torchvision"]:
            del sys.modules[name]
        return False
    sys.modules.setdefault(_OLD_NAME, functional)
    return True


def _stand_ins() -> dict[str, ModuleType]:
    functions: dict[str, dict[str, object]] = {
        "torchvision": {"__version__": "0"},
        "torchvision.transforms": {},
        "torchvision.transforms.functional": {"normalize": normalize},
        _OLD_NAME: {"rgb_to_grayscale": rgb_to_grayscale},
        "torchvision.models": {},
        "torchvision.models.vgg": {},
        "torchvision.ops": {"deform_conv2d": _absent("deform_conv2d")},
        "torchvision.utils": {"make_grid": _absent("make_grid")},
    }
    modules = {name: ModuleType(name) for name in functions}
    for name, module in modules.items():
        module.__path__ = []  # a package, so that its submodules are looked up in sys.modules
        vars(module).update(functions[name])
        parent, _, child = name.rpartition(".")
        if parent:
            setattr(modules[parent], child, module)
    return modules


def normalize(tensor: Tensor, mean: Sequence[float], std: Sequence[float], inplace: bool = False) -> Tensor:
    """`(tensor - mean) / std` for each channel of a float tensor (..., C, H, W)."""
    if not inplace:
        tensor = tensor.clone()
    shape = (-1, 1, 1)
    return tensor.sub_(tensor.new_tensor(mean).view(shape)).div_(tensor.new_tensor(std).view(shape))


def rgb_to_grayscale(img: Tensor, num_output_channels: int = 1) -> Tensor:
    """Luma (..., 1 or 3, H, W) of an RGB tensor (..., 3, H, W), of its type."""
    weights = zip(_LUMA_WEIGHTS, img.unbind(dim=-3), strict=True)
    luma = sum(weight * channel for weight, channel in weights).to(img.dtype).unsqueeze(-3)
    return luma.expand(*img.shape[:-3], num_output_channels, *img.shape[-2:])


def _absent(name: str) -> Callable[..., NoReturn]:
    def absent(*_: object, **__: object) -> NoReturn:
        raise MissingError("torchvision_missing", name=name)

    return absent
