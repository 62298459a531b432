"""Durable jobs: accepted once, run fairly, ended once."""

from bot.jobs.dispatch import Dispatcher, HandedBack, JobFailed, JobProgress, Runner
from bot.jobs.queue import Jobs
from bot.jobs.starting import BatchKey, BatchKeyOf
from bot.jobs.states import Accepted, Job, JobRequest, Limits, Outcome, State

__all__ = [
    "Accepted",
    "BatchKey",
    "BatchKeyOf",
    "Dispatcher",
    "HandedBack",
    "Job",
    "JobFailed",
    "JobProgress",
    "JobRequest",
    "Jobs",
    "Limits",
    "Outcome",
    "Runner",
    "State",
]
