"""`make image-test`: build the image, run everything docs/docker.md promises of it, and say what was seen.

With a Docker engine where one answers, else with buildah and runc, which need root but no daemon. Where no registry can
be reached, debootstrap makes the base image.
"""
