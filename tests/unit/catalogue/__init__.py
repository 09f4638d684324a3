"""The catalogue, tested on models of a few bytes."""
