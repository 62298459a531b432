"""How this Discord says no: an HTTP status and its own code, as the documentation lists them."""

from __future__ import annotations

from loopback.discord.world import Json


class Refused(Exception):  # noqa: N818 -- an answer, not a fault
    """Raised by a route; becomes its answer."""

    def __init__(self, status: int, code: int, message: str, errors: Json | None = None) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.body: Json = {"message": message, "code": code, **({"errors": errors} if errors else {})}


def unauthorized() -> Refused:
    return Refused(401, 0, "401: Unauthorized")


def unknown_channel() -> Refused:
    return Refused(404, 10003, "Unknown Channel")


def unknown_guild() -> Refused:
    return Refused(404, 10004, "Unknown Guild")


def unknown_message() -> Refused:
    return Refused(404, 10008, "Unknown Message")


def unknown_user() -> Refused:
    return Refused(404, 10013, "Unknown User")


def unknown_webhook() -> Refused:
    return Refused(404, 10015, "Unknown Webhook")


def unknown_interaction() -> Refused:
    return Refused(404, 10062, "Unknown interaction")


def too_large() -> Refused:
    return Refused(413, 40005, "Request entity too large")


def already_acknowledged() -> Refused:
    return Refused(400, 40060, "Interaction has already been acknowledged.")


def missing_access() -> Refused:
    return Refused(403, 50001, "Missing Access")


def another_authors() -> Refused:
    return Refused(403, 50005, "Cannot edit a message authored by another user")


def empty_message() -> Refused:
    return Refused(400, 50006, "Cannot send an empty message")


def closed_to_messages() -> Refused:
    return Refused(403, 50007, "Cannot send messages to this user")


def missing_permissions() -> Refused:
    return Refused(403, 50013, "Missing Permissions")


def token_invalid() -> Refused:
    return Refused(401, 50027, "Invalid Webhook Token")


def invalid_form(faults: list[str]) -> Refused:
    """The faults are in our own words; Discord's are a tree that nobody here reads."""
    errors = {"_errors": [{"code": "BASE_TYPE_BAD", "message": each} for each in faults]}
    return Refused(400, 50035, "Invalid Form Body", errors)


def entry_point_removed() -> Refused:
    return Refused(400, 50240, "You cannot remove this app's Entry Point command in a bulk update operation.")


def thread_archived() -> Refused:
    return Refused(400, 50083, "Thread is archived")
