"""A small seed shop that runs on this machine, so that a crawl can be tried without troubling a real one.

``python -m demo --port 8900 --products 240 --day 0`` serves it; ``demo.process.running_shop`` does so for
the length of a ``with`` block. What it sells is made up from a seed, and it tells the truth about it at
``/truth.json``, so that everything stored can be compared with everything sold.
"""
