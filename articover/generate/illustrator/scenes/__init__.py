"""Scenes in people's hands: reading those that somebody wrote, and changing those of finished covers.

- `names`: what compositions, treatments, places, things, palettes and lockups there are
- `written`: a scene written by hand as a `Scene`, or a sentence that names the wrong field
- `words`: words of any language as names of places, things, hours, seasons and weathers
- `changes`: what somebody wants to be otherwise in a picture, as data
- `moments`: hour, season and weather after somebody's wishes, and which of them cannot both be
- `changing`: those changes done to a scene
"""
