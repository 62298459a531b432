"""What people ask for: frozen structs, free of any platform. `RequestContext` says who asks, where and how.

The star imports let a new request be declared in one of these modules alone.
"""

from bot.conversation.requests.actions import *  # noqa: F403
from bot.conversation.requests.book import *  # noqa: F403
from bot.conversation.requests.context import *  # noqa: F403
from bot.conversation.requests.general import *  # noqa: F403
from bot.conversation.requests.server import *  # noqa: F403
