"""Which jobs one model can paint at once, by what was asked for. Nothing is read and nothing loaded for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from articover.errors import RatioError
from articover.generate.diffusion.options import DiffusionSettings, batch_key
from articover.genres import resolve_genre
from articover.trim import parse_trim
from bot.conversation.payloads import CoverPayload, OptionsPayload, payload_of
from bot.executors.contract import Batching
from bot.jobs import BatchKey, Job


def batch_key_of(
    job: Job, batches: Callable[[], Mapping[str, Batching]], diffusion: DiffusionSettings
) -> BatchKey | None:
    """The pictures of `job` and what they have in common with others'; None when no model paints several of them.

    `batches` as in `Health`. A book of a series follows the one before it, and goes alone.
    """
    if job.kind not in ("cover", "options"):
        return None
    payload = payload_of(job)
    assert isinstance(payload, CoverPayload | OptionsPayload)
    asked = payload.asked
    batching = batches().get(payload.engine or "")
    if batching is None or asked.series_of is not None:
        return None
    try:
        trim = parse_trim(asked.trim)
    except RatioError:
        return None  # whoever plans the job says why
    genre = resolve_genre(asked.brief.get("genre", ""))
    pictures = len(payload.seeds) if isinstance(payload, OptionsPayload) else 1
    return BatchKey((batching.painter, batch_key(diffusion, genre, trim)), pictures, batching.most)
