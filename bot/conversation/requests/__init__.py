"""What people ask for: frozen values, free of any platform. `RequestContext` says who asks, where and how."""

from __future__ import annotations

from bot.conversation.requests.book import (
    Cancel,
    ChangeBrief,
    Compare,
    Delete,
    EditTitle,
    Formats,
    GoBack,
    History,
    NextInSeries,
    OfBook,
    Options,
    Regenerate,
    ReplacePicture,
    Report,
    Reread,
    ShowBook,
    ShowBrief,
    ShowColor,
    ShowCompare,
    ShowLayers,
    ShowNext,
    ShowPicture,
    ShowReport,
    ShowReread,
    ShowStart,
    ShowStyle,
    ShowTitle,
    ShowUnderstood,
    Start,
    StepVersion,
    Style,
    Upscale,
)
from bot.conversation.requests.context import LANGUAGES, Language, RequestContext
from bot.conversation.requests.general import (
    Books,
    ClosePoll,
    EditText,
    ExportMe,
    ForgetMe,
    Help,
    Queue,
    RemoveText,
    ShowFix,
    UpscalePicture,
    Vote,
)
from bot.conversation.requests.server import Block, Blocks, Moderate, RemovePicture, Reports, ResolveReport, Settings

__all__ = [
    "LANGUAGES",
    "Block",
    "Blocks",
    "Books",
    "Cancel",
    "ChangeBrief",
    "ClosePoll",
    "Compare",
    "Delete",
    "EditText",
    "EditTitle",
    "ExportMe",
    "ForgetMe",
    "Formats",
    "GoBack",
    "Help",
    "History",
    "Language",
    "Moderate",
    "NextInSeries",
    "OfBook",
    "Options",
    "Queue",
    "Regenerate",
    "RemovePicture",
    "RemoveText",
    "ReplacePicture",
    "Report",
    "Reports",
    "Request",
    "RequestContext",
    "Reread",
    "ResolveReport",
    "Settings",
    "ShowBook",
    "ShowBrief",
    "ShowColor",
    "ShowCompare",
    "ShowFix",
    "ShowLayers",
    "ShowNext",
    "ShowPicture",
    "ShowReport",
    "ShowReread",
    "ShowStart",
    "ShowStyle",
    "ShowTitle",
    "ShowUnderstood",
    "Start",
    "StepVersion",
    "Style",
    "Upscale",
    "UpscalePicture",
    "Vote",
]

Request = (
    Start
    | ShowStart
    | ShowBrief
    | ChangeBrief
    | ShowUnderstood
    | ShowReread
    | Reread
    | Regenerate
    | Options
    | ShowTitle
    | EditTitle
    | ShowLayers
    | ShowStyle
    | ShowColor
    | Style
    | ShowPicture
    | ReplacePicture
    | Upscale
    | Formats
    | ShowNext
    | NextInSeries
    | History
    | GoBack
    | ShowBook
    | Delete
    | Report
    | ShowReport
    | Cancel
    | Books
    | Queue
    | ForgetMe
    | ExportMe
    | Help
    | Settings
    | Block
    | Blocks
    | Reports
    | ResolveReport
    | StepVersion
    | ShowCompare
    | Compare
    | ShowFix
    | Vote
    | ClosePoll
    | RemoveText
    | EditText
    | UpscalePicture
    | Moderate
    | RemovePicture
)
