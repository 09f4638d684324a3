"""An article in another language than the talk: what it must keep, and how its lines become prose."""
