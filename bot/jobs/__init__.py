"""Durable jobs: accepted once, run fairly, ended once."""

from bot.jobs.dispatch import Dispatcher, Executor, Progress
from bot.jobs.queue import Jobs
from bot.jobs.states import Accepted, Job, Limits, Outcome, Request, State

__all__ = ["Accepted", "Dispatcher", "Executor", "Job", "Jobs", "Limits", "Outcome", "Progress", "Request", "State"]
