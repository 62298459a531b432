"""Chat platforms that are not there: servers on 127.0.0.1 that the real client libraries connect to.

The folder `tests` goes on the path, never this one: its `discord` would hide the real one.
"""
