"""Who runs the chain: the contract, worker processes beside the bot, and the worker itself."""
