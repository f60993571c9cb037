"""What shops that are not English say of stock, in folded text, as alternatives of a pattern.

German, French, Spanish, Italian, Dutch, Portuguese, Polish, Czech, Slovak, Swedish, Danish, Norwegian.
"""

THERE = (
    r"auf lager|vorr(?:ä|ae)tig|lagernd|lieferbar|verf(?:ü|ue)gbar|en stock|disponibles?|hay existencias"
    r"|disponibil[ei]|in magazzino|op voorraad|leverbaar|beschikbaar|em (?:stock|estoque)|dispon[ií]ve(?:l|is)"
    r"|w magazynie|na stanie|dostępn[yae]|skladem|na sklad[eě]|(?:i|p[åa]) lager"
)
GONE = (
    r"nicht (?:mehr )?(?:auf lager|vorr(?:ä|ae)tig|lagernd|lieferbar|verf(?:ü|ue)gbar)|ausverkauft|vergriffen"
    r"|bald wieder (?:da|auf lager|vorr(?:ä|ae)tig|lieferbar|verf(?:ü|ue)gbar)"
    r"|(?:en )?rupture(?: de stock)?|[ée]puis[ée]e?s?|indisponibles?|(?:non|plus|pas|bient[ôo]t) disponibles?"
    r"|agotad[oa]s?|sin (?:stock|existencias)|no (?:est[áa] )?disponibles?"
    r"|esaurit[oaie]|non (?:è )?(?:disponibil[ei]|in magazzino)"
    r"|uitverkocht|niet (?:meer )?(?:op voorraad|leverbaar|beschikbaar)"
    r"|esgotad[oa]s?|indispon[ií]ve(?:l|is)|(?:sem|fora de) (?:stock|estoque)"
    r"|brak (?:w magazynie|na stanie|towaru|produktu)|niedostępn[yae]|wyprzedan[yae]"
    r"|vyprod[áa]n[oaý]|nen[íi] (?:skladem|na sklad[eě])|vypredan[éeý]|nie je na sklade"
    r"|sluts[åa]ld|slut i lager|u[dt]solgt|(?:ikke p[åa]|ej i) lager"
    rf"|0 (?:st(?:ü|ue)ck )?(?:{THERE})"
)
FEW = (
    r"nur noch (?:[1-9][0-9]{0,2}|wenige)|plus que [1-9][0-9]{0,2}|s[óo]lo quedan? [1-9][0-9]{0,2}"
    r"|(?:solo|s[óo]lo|apenas|slechts|tylko|seulement) [1-9][0-9]{0,2} "
    rf"(?:{THERE})|(?:nog maar|restam apenas) [1-9][0-9]{{0,2}}|[úu]ltim[ao]s? (?:unidad(?:es)?|pezzi)"
)
LATER = (
    r"(?:bei|per|auf) (?:nach|vor)bestellung|lieferr(?:ü|ue)ckstand|(?:disponible )?sur commande|pr[ée]commande"
    r"|(?:disponible )?(?:para|bajo) (?:reserva|pedido)|su ordinazione|(?:via|in) nabestelling|por encomenda"
    r"|na zamówienie"
)
