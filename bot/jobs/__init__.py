"""Durable jobs: accepted once, run fairly, ended once."""

from bot.jobs.dispatch import Dispatcher, HandedBack, JobFailed, Progress, Runner
from bot.jobs.queue import Jobs
from bot.jobs.starting import BatchKey, BatchKeyOf
from bot.jobs.states import Accepted, Job, Limits, Outcome, Request, State

__all__ = [
    "Accepted",
    "BatchKey",
    "BatchKeyOf",
    "Dispatcher",
    "HandedBack",
    "Job",
    "JobFailed",
    "Jobs",
    "Limits",
    "Outcome",
    "Progress",
    "Request",
    "Runner",
    "State",
]
