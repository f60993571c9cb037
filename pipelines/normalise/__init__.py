"""From shop text to typed facts: pure functions, one module per fact, importing nothing else of the project.

Two rules hold everywhere. Any text may come in, and none raises. What a text does not say is ``None``:
never 0, and never a guess. Only the first 1,000 characters of a text are read for a fact.
"""
