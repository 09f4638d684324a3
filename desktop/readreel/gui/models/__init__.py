"""The page of models: what is here, what can be had, and how it comes and goes."""
