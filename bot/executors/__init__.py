"""Who runs the chain: the contract, one worker process beside the bot, and the worker itself."""
