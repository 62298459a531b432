"""Durable jobs: accepted once, run fairly, ended once."""

from bot.jobs.dispatch import Dispatcher, HandedBack, JobFailed, Progress, Runner
from bot.jobs.queue import Jobs
from bot.jobs.starting import Outline, Outliner
from bot.jobs.states import Accepted, Job, Limits, Outcome, Request, State

__all__ = [
    "Accepted",
    "Dispatcher",
    "HandedBack",
    "Job",
    "JobFailed",
    "Jobs",
    "Limits",
    "Outcome",
    "Outline",
    "Outliner",
    "Progress",
    "Request",
    "Runner",
    "State",
]
