"""The first page: where a recording is dropped, and the articles made so far."""
