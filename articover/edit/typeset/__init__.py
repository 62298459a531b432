"""Titles in real type: faces, shaping, layout, colour and painting."""

from articover.edit.typeset.typesetter import Typeset

__all__ = ["Typeset"]
