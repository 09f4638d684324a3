"""Passages become prose: prompts, drafts, checks in code, and the cleaned transcript as fallback."""
