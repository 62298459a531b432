"""Typesetting: faces, shaping, layout, colours and drawing."""

from articover.edit.typeset.typesetter import Typeset

__all__ = ["Typeset"]
