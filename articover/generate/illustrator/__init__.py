"""The illustrator: paints a cover's picture from the brief, as a scene that is data."""

from articover.generate.illustrator.illustrator import Illustrator

__all__ = ["Illustrator"]
