"""From a plan to an article: steps as data, each run in a child process, told of by typed events."""
