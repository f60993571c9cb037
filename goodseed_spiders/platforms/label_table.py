"""The labels that shops put before a fact, and the field of a raw product that each one names.

In English, German, French, Spanish, Italian and Dutch; lower case, with single spaces, without what stands in
brackets beside them.
"""

FIELDS = {
    label: field
    for field, labels in {
        "thc": (
            "thc|thc level|thc levels|thc content|total thc|max thc|thc max|potency|thc potency|thc range"
            "|thc percentage|thc value|thc amount|thc strength|thca|average thc|thc production"
            "|thc-gehalt|thc gehalt|thc-wert|thc-anteil|taux de thc|teneur en thc|niveau de thc|contenido de thc"
            "|contenido en thc|nivel de thc|contenuto di thc|contenuto thc|livello di thc|thc-gehalte|thc gehalte"
        ),
        "cbd": (
            "cbd|cbd level|cbd levels|cbd content|total cbd|max cbd|cbd max|cbd potency|cbd range"
            "|cbd percentage|cbd value|cbd amount|average cbd|cbd production"
            "|cbd-gehalt|cbd gehalt|cbd-wert|cbd-anteil|taux de cbd|teneur en cbd|niveau de cbd|contenido de cbd"
            "|contenido en cbd|nivel de cbd|contenuto di cbd|contenuto cbd|livello di cbd|cbd-gehalte|cbd gehalte"
        ),
        "strain_type": (
            "type|specifics|species|genotype|phenotype|plant type|strain type|cannabis type|variety|marijuana type"
            "|strain variety|type of strain|classification|dominance|composition|strain composition|strain category"
            "|indica / sativa|indica/sativa|sativa / indica|sativa/indica|indica - sativa|sativa - indica"
            "|indica/sativa ratio|sativa/indica ratio|indica / sativa ratio|sativa / indica ratio|indica vs sativa"
            "|indica sativa|sativa indica|indica/sativa %|indica sativa ratio|cannabis species"
            "|genotyp|sortentyp|variété|génotype|variedad|genotipo|varietà|cannabissoort"
        ),
        "sex": (
            "sex|gender|seed sex|seed gender|seeds sex|plant sex|sex of seeds|sex type"
            "|geschlecht|sexe|sexo|sesso|geslacht"
        ),
        "flowering_type": (
            "seed type|seeds type|type of seed|type of seeds|seed category|seed variety|flowering type|flower type"
            "|photoperiod / autoflower|photoperiod/autoflower|auto / photo|auto/photo|photoperiod type|life cycle type"
            "|blütetyp|type de floraison|tipo de floración|tipo di fioritura|bloeitype"
        ),
        "flowering_time": (
            "flowering|bloom time|blooming time|bloom period|flower time|flowering time|flowering period"
            "|flowering duration|flowering weeks|flowering days|indoor flowering time|indoor flowering"
            "|flowering time indoor|flowering time indoors|indoor flowering period|flowering stage"
            "|blütezeit|bluetezeit|blütedauer|blühzeit|blütephase|blütezeit indoor|indoor blütezeit|floraison"
            "|temps de floraison|durée de floraison|période de floraison|floración|tiempo de floración"
            "|período de floración|periodo de floración|fioritura|tempo di fioritura|periodo di fioritura"
            "|bloei|bloeitijd|bloeiperiode"
        ),
        "genetics": (
            "genetics|genetic|genetics parents|parent genetics|strain genetics|lineage|strain lineage|parents"
            "|parent strains|parentage|cross|crosses|genetic background|genetic lineage|genetics / lineage|heritage"
            "|genetik|kreuzung|abstammung|génétique|croisement|genética|cruce|genetica|incrocio|kruising|afstamming"
        ),
        "yield_": (
            "yield|yields|indoor yield|yield indoor|yield indoors|outdoor yield|yield outdoor|yield outdoors"
            "|expected yield|average yield|harvest yield|indoor yields|outdoor yields"
            "|ertrag|ertrag indoor|indoor ertrag|ertrag outdoor|outdoor ertrag|rendement|rendement indoor"
            "|rendement outdoor|rendimiento|producción|producción indoor|producción outdoor|resa"
            "|resa indoor|resa outdoor|opbrengst"
        ),
        "height": (
            "height|indoor height|height indoor|plant height|outdoor height|height outdoor|average height|growth height"
            "|plant size"
            "|höhe|wuchshöhe|pflanzenhöhe|hauteur|altura|altezza|hoogte"
        ),
        "difficulty": (
            "growing level|grow level|grow difficulty|growing difficulty|difficulty|difficulty level|cultivation"
            "|grow difficulty level|ease of growing|growing skill level"
            "|schwierigkeit|schwierigkeitsgrad|difficulté|dificultad|difficoltà|moeilijkheid|moeilijkheidsgraad"
        ),
        "effects": (
            "effect|effects|feelings|main effects|strain effects|effect profile|medical effects"
            "|wirkung|effekt|effekte|effet|effets|efecto|efectos|effetto|effetti|werking"
        ),
        "flavours": (
            "flavour|flavours|flavor|flavors|taste|tastes|flavour profile|flavor profile|aroma / flavour"
            "|aroma / flavor|aroma/flavour|aroma/flavor|taste / flavor|taste / flavour|taste/flavor|taste & flavor"
            "|flavor & aroma|flavour & aroma|flavors & aromas|taste & aroma|taste and aroma|flavour/aroma|flavor/aroma"
            "|flavor and aroma|flavour and aroma|aroma & flavor|aroma & flavour|aroma and flavor|aroma and flavour"
            "|geschmack|goût|saveur|saveurs|arôme|arômes|sabor|sabores|sapore|gusto|smaak"
        ),
    }.items()
    for label in labels.split("|")
}

# Labels that are answered with yes or no, and what the answer says.
YES_OR_NO = {
    label: (field, yes, no)
    for field, yes, no, labels in (
        ("flowering_type", "Autoflower", "Photoperiod", "autoflower|autoflowering|auto-flowering|auto flowering|auto"),
        ("flowering_type", "Photoperiod", "Autoflower", "photoperiod"),
        ("sex", "Feminized", "Regular", "feminized|feminised|feminized seeds|feminised seeds"),
    )
    for label in labels.split("|")
}
