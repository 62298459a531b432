"""Every way in which fetching a model fails, in one sentence that says what to do."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator
from pathlib import Path

from articover.errors import Cancelled, WeightError
from articover.hub.refs import Ref, no_model_name


@contextlib.contextmanager
def translate_errors(ref: Ref, cache: Path) -> Iterator[None]:
    """Turn what the network, the hub, its library and the disk raise inside into one `WeightError`."""
    import warnings

    import httpx2
    from huggingface_hub import errors

    try:
        with warnings.catch_warnings():
            # Said for the whole model before anything is fetched, not for each file.
            warnings.filterwarnings("ignore", "Not enough free disk space", UserWarning)
            yield
    except Cancelled as error:
        raise Cancelled(
            "fetch_cancelled",
            model=ref.text,
        ) from error
    # A ValueError is an answer that is no hub's JSON, or a name that its library does not send.
    except (httpx2.HTTPError, httpx2.InvalidURL, OSError, ValueError, errors.EntryNotFoundError) as error:
        # Where a file could not be asked for, the reason is behind a word about the cache.
        behind = error.__cause__ if isinstance(error, errors.LocalEntryNotFoundError) else None
        raise _sentence(behind or error, ref, cache) from error


def damaged_on_the_way(ref: Ref, name: str) -> WeightError:
    return WeightError(
        "fetch_garbled",
        file=name,
        model=ref.repo,
        command=ref.command,
    )


def _sentence(error: BaseException, ref: Ref, cache: Path) -> WeightError:
    import httpx2
    from huggingface_hub import errors

    match error:
        case errors.GatedRepoError():
            return WeightError(
                "model_gated",
                model=ref.repo,
                command=ref.command,
            )
        case errors.RevisionNotFoundError():
            return WeightError(
                "model_revision",
                model=ref.repo,
                revision=ref.revision,
            )
        case errors.RepositoryNotFoundError():
            return WeightError(
                "model_not_on_hub",
                model=ref.repo,
            )
        case errors.RemoteEntryNotFoundError():
            return WeightError(
                "model_lacks_file",
                model=ref.repo,
                command=ref.command,
            )
        case errors.HfHubHTTPError(response=httpx2.Response(status_code=401 | 403 as status)):
            return WeightError(
                "hub_refused",
                model=ref.repo,
                status=status,
            )
        case errors.HfHubHTTPError():
            return WeightError(
                "hub_failed",
                model=ref.repo,
                status=error.response.status_code,
            )
        case errors.HFValidationError():
            return no_model_name(ref.text)
        case UnicodeEncodeError():
            return WeightError("hub_token")
        case errors.FileMetadataError() | ValueError():
            return WeightError(
                "hub_is_none",
                command=ref.command,
            )
        case (
            httpx2.HTTPError()
            | httpx2.InvalidURL()
            | ConnectionError()
            | TimeoutError()
            | errors.LocalEntryNotFoundError()
        ):
            return WeightError(
                "hub_unreachable",
                model=ref.text,
                command=ref.command,
            )
        case OSError(errno=errno.ENOSPC | errno.EDQUOT):
            return WeightError(
                "fetch_disk_full",
                folder=str(cache),
                model=ref.text,
                command=ref.command,
            )
        case OSError(errno=int()):
            return WeightError(
                "fetch_unwritable",
                model=ref.text,
                folder=str(cache),
                why=str(error.strerror),
            )
    # The library says so, without a number, when a transfer ends early for good.
    return WeightError(
        "fetch_incomplete",
        model=ref.text,
        command=ref.command,
    )
