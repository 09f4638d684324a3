"""The decisions: one package per verb, artifact and context in, artifact out."""
