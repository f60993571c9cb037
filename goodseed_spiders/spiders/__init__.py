"""One short file per seller: its name, where its pages start, and what differs from its platform."""
