"""Titles in real type: faces, shaping, layout, colour and painting."""

from articover.edit.typeset.engine import Typeset

__all__ = ["Typeset"]
