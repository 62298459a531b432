"""Executors run the chain of engines: the interface, the worker processes beside the bot, and the worker's own code."""
