"""The words for seeds and for pieces of them in the main shop languages, as alternatives of a pattern.

English, German, French, Spanish, Italian, Dutch, Portuguese, Polish, Czech, Swedish, Danish.
"""

SEEDS = (
    r"seeds?|(?:hanf|cannabis)?samen(?:k(?:ö|oe)rner)?|k(?:ö|oe)rner|graines?|semillas?|sementes?|zaden|zaad(?:jes?)?"
    r"|nasion(?:a|o)?|sem[íi]n(?:ek|ka|ko)|frön|frø"
)
# In Italian; elsewhere "semi" is half of something: "semi-auto".
COUNTED_SEEDS = rf"{SEEDS}|sem[ei](?!-)"
SEED_STEMS = (
    *("seed", "same", "körn", "koern", "grain", "semi", "seme", "zade", "zaad", "nasion", "semín", "frön", "frø"),
)

PIECES = r"stk|st(?:ü|ue)ck|stuks?|unidad(?:e?s)?|uds|unit(?:és?|à)|pezzi|pz|piezas?|sztuk|szt|ks"
PIECE_STEMS = ("stk", "stü", "stue", "stuk", "unid", "uds", "unit", "pezzi", "pz", "piez", "szt", "ks")
