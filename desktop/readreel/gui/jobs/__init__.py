"""What is being made: one child for each recording, in a queue that outlives the window."""
