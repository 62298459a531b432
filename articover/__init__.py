"""Arti Cover: from a brief to a printable book cover. See `articover.chain` for the way through."""

__version__ = "0.1.0"

import os

# onnxruntime from 1.29 tells Microsoft about every model it loads and keeps a device id in the home
# folder, unless this is set before its first import. Nobody who makes a cover asked for that.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
