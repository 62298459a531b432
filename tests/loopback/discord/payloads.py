"""People, servers and channels as the API shows them."""

from __future__ import annotations

from datetime import UTC, datetime

from loopback.discord.world import DM, PUBLIC_THREAD, Channel, Guild, Json, Role, User


def timestamp(unix_s: float) -> str:
    return datetime.fromtimestamp(unix_s, UTC).isoformat()


def user_of(user: User) -> Json:
    return {
        "id": user.id,
        "username": user.name,
        "global_name": user.name.title(),
        "discriminator": "0000" if user.is_bot else "0",
        "avatar": None,
        "bot": user.is_bot,
        "public_flags": 0,
    }


def member_of(guild: Guild, user: User, channel: Channel | None = None) -> Json:
    return {
        "user": user_of(user),
        "nick": None,
        "avatar": None,
        "roles": [role.id for role in guild.members.get(user.id, [])],
        "joined_at": "2025-01-01T00:00:00+00:00",
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "pending": False,
        "flags": 0,
        "communication_disabled_until": None,
        "permissions": str(guild.may(user, channel)),
    }


def role_of(role: Role) -> Json:
    return {
        "id": role.id,
        "name": role.name,
        "permissions": str(role.permissions),
        "position": role.position,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }


def channel_of(channel: Channel) -> Json:
    data: Json = {
        "id": channel.id,
        "type": channel.kind,
        "flags": 0,
        "last_message_id": next(reversed(channel.messages), None),
    }
    if channel.kind == DM:
        return data | {"recipients": [user_of(channel.recipient)] if channel.recipient else []}
    assert channel.guild is not None
    data |= {"guild_id": channel.guild.id, "name": channel.name, "rate_limit_per_user": 0}
    if channel.kind == PUBLIC_THREAD:
        assert channel.parent is not None
        return data | {
            "parent_id": channel.parent.id,
            "owner_id": channel.guild.owner.id,
            "message_count": len(channel.messages),
            "member_count": 1,
            "total_message_sent": len(channel.messages),
            "thread_metadata": {
                "archived": channel.archived,
                "locked": channel.locked,
                "auto_archive_duration": 1440,
                "archive_timestamp": "2026-01-01T00:00:00+00:00",
            },
        }
    return data | {
        "position": 0,
        "parent_id": None,
        "nsfw": False,
        "topic": None,
        "permission_overwrites": [
            {
                "id": each,
                "type": 0 if any(role.id == each for role in channel.guild.roles) else 1,
                "allow": str(allow),
                "deny": str(deny),
            }
            for each, (allow, deny) in channel.overwrites.items()
        ],
    }


def guild_of(guild: Guild, bot: User) -> Json:
    """As in GUILD_CREATE, with what `bot` sees of it."""
    channels = [each for each in guild.channels.values() if not each.deleted]
    return {
        "id": guild.id,
        "name": guild.name,
        "owner_id": guild.owner.id,
        "preferred_locale": guild.locale,
        "features": ["COMMUNITY"],
        "roles": [role_of(role) for role in guild.roles],
        "channels": [channel_of(each) for each in channels if each.kind != PUBLIC_THREAD],
        "threads": [channel_of(each) for each in channels if each.kind == PUBLIC_THREAD and not each.archived],
        "members": [member_of(guild, bot)],
        "member_count": len(guild.members),
        "emojis": [],
        "stickers": [],
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
        "unavailable": False,
        "large": False,
        "joined_at": "2025-01-01T00:00:00+00:00",
        "premium_tier": 0,
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "system_channel_flags": 0,
        "afk_timeout": 300,
        "afk_channel_id": None,
        "system_channel_id": None,
        "rules_channel_id": None,
        "public_updates_channel_id": None,
    }
