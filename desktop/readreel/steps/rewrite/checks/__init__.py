"""What a draft is held against: checks in code of what was said and shown."""
