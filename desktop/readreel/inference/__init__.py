"""The engines: each module wraps one library, and nobody else knows its flags, versions or failures."""
