"""Words, numbers and their units of length as the rewriting compares them, in any language."""
