"""Titles in real type: faces, shaping, layout, colour and painting."""
