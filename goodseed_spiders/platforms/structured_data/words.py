"""The words by which pages mark what a price, a button or a box is: class and id words, and visible words.

Patterns are for folded text (lower case). Class words are matched as parts of words joined by - or _, or in
camelCase that was parted (`is_marked`); visible words are those of the main shop languages: English, German, French, Spanish,
Portuguese, Italian, Dutch, Swedish, Norwegian, Danish, Finnish, Polish, Czech, Slovak, Hungarian, Romanian,
Croatian, Slovenian, Greek, Turkish, Russian, Ukrainian, Japanese, Chinese, Korean.
"""

from __future__ import annotations

import re

# --- class and id words -------------------------------------------------------------------------------------

PRICE_MARKS = r"price|prices|pricing|prix|preis|precio|preco|prezzo|prijs|pris|hinta|cena|ceny|cijena|pret|fiyat|amount|money|kaina"
STRUCK_MARKS = (
    r"old|was|before|strike|striked|strikethrough|line-through|linethrough|crossed|crossed-out|list-price|listprice"
    r"|rrp|uvp|msrp|srp|compare|compare-at|compareat|original|original-price|previous|prev-price|retail|retail-price"
    r"|price-list|high-price|non-sale|nonsale|full-price|first-price|vorher|statt|alter|ancien|barre|antes|anterior|tachado|antigo"
    r"|vecchio|barrato|ordinarie|ord|foer|przed|stara|puvodni|bezna|standard-price|regular-price-old"
)
REGULAR_MARKS = r"regular|regularprice|standard|normal|base-price|undiscounted"
SALE_MARKS = (
    r"sale|sales|special|now|current|final|finalprice|actual|reduced|discounted|promo|promotion|promotional|offer-price|offerprice"
    r"|new|newprice|our|our-price|selling|sell|your-price|deal|aktion|sonder|angebot|solde|oferta|promocional|scontato|actie|akcni"
    r"|akcijska|promocyjna|kampanj|tilbud|sales-price|saleprice|price-new|to-pay|pay|price-value"
)
NO_PRICE_MARKS = (
    r"save|saving|savings|saved|you-save|discount-amount|discount-percentage|price-off|unit-price|unitprice|per-unit|price-per"
    r"|per-item|base-unit|grundpreis|baseprice|instal|instalment|instalments|installment|installments|monthly|month|klarna|affirm|afterpay|clearpay|zip|sezzle"
    r"|finance|financing|credit|leasing|shipping|delivery|versand|freight|tax-amount|points|reward|rewards|bonus|cashback"
    r"|deposit|coupon|voucher|loyalty|gift|giftcard|warranty|protection|addon|add-on|surcharge|tier-prices|tier-price|quantity-break"
    r"|bulk|member-price|omnibus|lowest-price|lowest|threshold|progress|ex-vat|exvat|excl-vat|price-excluding-tax|priceexcl|netto"
    r"|installation|engraving|donation|afterpay-paragraph|product-options|customization|price-history|price-suffix|tax-info|subscription|subscribe|autoship|sns|club-price|clubprice|card-price"
)
OTHER_PRODUCTS_MARKS = (
    r"related|upsell|upsells|up-sell|crosssell|cross-sell|cross-sells|crosssells|recommend|recommended|recommendation|recommendations|recommender|similar"
    r"|also|alsobought|also-bought|you-may|also-like|recently|recently-viewed|recent|viewed|last-seen|history|accessory|accessories|bundle|bundles"
    r"|frequently|fbt|bought-together|together|complete-the-look|shop-the-look|outfit|compare-table|comparison|alternatives"
    r"|bestseller|bestsellers|best-sellers|trending|popular|featured|suggested|suggestion|suggestions|cross|zubehoer|aehnliche|rebuy|nosto|certona|dynamic-yield"
    r"|product-list|product-grid|products-grid|productlist|product-carousel|products-carousel|carousel-product|product-slider|owl-carousel"
    r"|product-card|productcard|product-tile|producttile|product-teaser|card-product|grid-product|product-miniature|product-box-list|product-thumb"
)
PAGE_FRAME_MARKS = (
    r"minicart|mini-cart|cart-drawer|drawer|cart-sidebar|side-cart|cart-popup|cart-summary|cart-total|mini-basket|header-basket|header-cart|cart-widget|widget-cart|ajaxcart|cart-notification"
    r"|menu|megamenu|mega-menu|nav|navbar|navigation|navigation-menu|footer|site-header|page-header|header|topbar|top-bar|announcement|announcement-bar|banner|usp|usps|promo-bar"
    r"|search|autocomplete|newsletter|cookie|cookies|consent|review|reviews|comment|comments|testimonials|breadcrumb|breadcrumbs|sidebar|aside|facets|wishlist"
    r"|popup|modal|faq|questions|blog|login|account|currency-switcher|currency-selector|currency-dropdown|country-selector"
)
# Whole class words, and only where nothing shows them again on wider screens ("hidden md:block", "d-none d-lg-flex").
HIDDEN_CLASSES = frozenset(
    ("hidden", "hide", "d-none", "is-hidden", "is--hidden", "display-none", "displaynone", "no-display", "u-hidden", "ng-hide", "invisible")
)
SHOWN_AGAIN = re.compile(r"(?:sm|md|lg|xl|2xl):(?:block|flex|inline|grid|inline-block|inline-flex|table)|d-(?:sm|md|lg|xl|xxl)-(?!none)")
OPTION_MARKS = (
    r"swatch|swatches|variant|variants|variation|variations|option|options|size|sizes|colour|color|colors|attribute-option|selector"
    r"|configurable|super-attribute|dropdown|combobox|listbox|choice|choices"
)
MAIN_MARKS = (
    r"product-info|product-information|product-detail|product-details|product-main|main-product|product-essential|product-summary|entry-summary|pdp|product-page|product-single|single-product"
    r"|buy-box|buybox|product-form|purchase|product-shop|product-view|product-header|product-price|product-prices|product-intro|product-data|price-box|product-info-main|product-content|productinfo|productdetail|productdetails"
)
CART_MARKS = (
    r"add-to-cart|addtocart|add-to-basket|addtobasket|add-to-bag|addtobag|buy-now|buynow|buy-button|btn-cart|cart-button|product-form-submit|add-cart"
    r"|tocart|in-den-warenkorb|buybox-button|single-add-to-cart-button|addbtn|product-form-cart-submit|atc|add-basket|addcart|btn-buy|cart-submit"
)
SKU_MARKS = r"sku|item-number|itemnumber|item-no|itemno|article-number|articlenumber|artikelnummer|product-code|productcode|product-number|productnumber|product-sku|style-number|model-number|mpn|reference|product-reference|artnr|catalog-number|partnumber|part-number|item-id|product-id"

# --- visible words ------------------------------------------------------------------------------------------

CART_WORDS = re.compile(
    r"(?<!\w)(?:add (?:\w+ ){0,3}?(?:to|in) ?(?:my |your |the |shopping )*(?:cart|bag|basket|trolley|tote|order)|add to order|buy(?: it)? now|^buy$|purchase|order now|^add$"
    r"|pre-?order|shop now|^add to$|in den (?:waren|einkaufs)korb|in den korb|warenkorb|jetzt kaufen|^kaufen|bestellen|in die (?:tasche|einkaufstasche)"
    r"|ajouter (?:au|à (?:mon|la)) ?(?:panier|sac)|ajouter au|acheter|commander|a[ñn]adir (?:al? |a la )?(?:carrito|cesta|bolsa)|agregar (?:al? |a la )?(?:carrito|carro|bolsa)|comprar"
    r"|adicionar (?:ao|à) (?:carrinho|sacola|cesto)|aggiungi al (?:carrello)|aggiungi alla borsa|acquista|in (?:het )?winkel(?:wagen|mand)|toevoegen|in mijn winkel"
    r"|lägg i (?:varukorg|kundvagn)|köp(?!v)|legg i handle(?:kurv|vogn)|kjøp|l[æa]g i (?:kurv|indkøbskurv)|tilføj til kurv|køb|lisää (?:ostos)?kori|osta(?!\w)"
    r"|do koszyka|kup teraz|dodaj do|do ko[šs][íi]ku|koupit|vlo[žz]it do|kúpiť|kosárba|megveszem|adaug[ăa] [îi]n co[șs]|cump[ăa]r[ăa]"
    r"|u ko[šs]aricu|v ko[šs]arico|dodaj u|προσθήκη στο καλάθι|αγορ|sepete ekle|satın al|в корзину|купить|в кошик|купити)"
    r"|カートに(?:入れる|追加)|かごに入れる|購入|加入购物车|加入購物車|立即购买|購買|장바구니|구매하기"
)
NOTIFY_WORDS = re.compile(
    r"notify me|email me when|e-?mail when|back in stock|let me know when|join (?:the )?wait(?:ing)?[ -]?list|waitlist|benachrichtig|erinnern|m'avertir|me prévenir|prévenez|alerte stock"
    r"|av[íi]same|notificar|notif[íi]came|avise-?me|avvisami|avvertimi|houd mij op de hoogte|bevaka|meld meg|powiadom|hlídat|értesítés|notifică|obavijesti|haber ver|сообщить о|уведомить|入荷(?:通知|お知らせ)|到货通知|재입고"
)
OUT_WORDS = re.compile(
    r"sold[ -]?out|out[ -]?of[ -]?stock|(?:currently|temporarily|now) (?:unavailable|not available)|no longer available|not (?:currently |presently )?(?:available|in stock)|^unavailable|is unavailable|discontinued|this (?:product|item) (?:has been|is) discontinued"
    r"|ausverkauft|nicht (?:mehr )?(?:auf lager|lieferbar|verf[üu]gbar|vorr[äa]tig)|vergriffen|derzeit nicht|momentan nicht|leider nicht|[ée]puis[ée]|(?:en )?rupture|indisponible|non disponible|plus disponible|victime de son succ"
    r"|agotad[oa]|sin (?:stock|existencias)|no (?:est[áa] )?disponible|esgotado|indispon[íi]vel|sem stock|sem estoque|fora de estoque|esaurit[oa]|non (?:è )?disponibile|uitverkocht|niet (?:meer )?(?:op voorraad|leverbaar|beschikbaar)"
    r"|slut ?s[åa]ld|slut i lager|ej i lager|ikke p[åa] lager|utsolgt|udsolgt|tilf[äa]lligt slut|loppu(?:nut|unmyyty)|ei varastossa|brak (?:towaru|w magazynie|produktu)|niedost[ęe]pn|wyprzedan|vyprod[áa]no|nen[íi] skladem|nedostupn|nie je na sklade|vypredan[ée]"
    r"|elfogyott|nincs (?:rakt[áa]ron|k[ée]szleten)|nem (?:kaphat[óo]|rendelhet[őo])|stoc epuizat|indisponibil|nu este [îi]n stoc|rasprodano|nema na (?:zalihi|skladištu|stanju)|nije dostupn|razprodano|ni na zalogi|nedostopn|εξαντλ|μη διαθέσιμο|t[üu]kendi|stokta yok"
    r"|нет в наличии|нет на складе|распродан|немає в наявності|закінчи|売り切れ|在庫切れ|在庫なし|品切れ|完売|sold ?out|缺货|售罄|無庫存|缺貨|품절|일시품절"
)
LIMITED_WORDS = re.compile(
    r"only [0-9]{1,2} (?:left|remaining|in stock)|nur noch [0-9]{1,2}|plus que [0-9]{1,2}|low stock|limited stock|solo quedan|[úu]ltimas? unidades|nog maar [0-9]|few left|[0-9]{1,2} left in stock"
)
BACKORDER_WORDS = re.compile(
    r"(?:on |available (?:on|for) )?back-?orders?(?:ed)?\b|pre-?order|vorbestell|pr[ée]commande|made to order|auf bestellung|sur commande"
)
IN_WORDS = re.compile(
    r"\bin[ -]?stock|^available\b|\bavailable (?:now|online|to order|for (?:delivery|shipping|immediate))|availability:? ?(?:in stock|available|yes)|ready to ship|ships (?:in|within|today|from)|usually ships|auf lager|sofort (?:lieferbar|verf[üu]gbar|versandfertig)|(?:^|: ?)lieferbar|vorr[äa]tig|lagernd|verf[üu]gbar|lieferzeit"
    r"|en stock|disponible|disponibile|dispon[íi]vel|em estoque|em stock|en existencia|in magazzino|op voorraad|leverbaar|i lager|finns i lager|p[åa] lager|varastossa|dost[ęe]pn[ya]|w magazynie|skladem|na sklad[eě]|k[ée]szleten|rakt[áa]ron|[îi]n stoc"
    r"|na zalihi|na stanju|dostupno|na zalogi|διαθέσιμο|άμεσα|stokta|в наличии|есть на складе|в наявності|在庫あり|有货|現貨|有貨"
)

# Headings under which other products stand.
OTHERS_HEADINGS = re.compile(
    r"(?:you (?:may|might|'ll) (?:also )?(?:like|love|need|enjoy)|(?:customers|people|others|shoppers) (?:who |also |have )|(?:also|recently) (?:viewed|bought)|viewed (?:this|products)|related (?:products|items)|similar (?:products|items|styles)|recommended|recommendations|we (?:also )?recommend|more (?:from|like|to|products|items)"
    r"|complete (?:the|your)|frequently bought|bought together|pairs? (?:well|perfectly|great)|goes (?:well|great)|best ?sellers|try these|trending|shop the|popular|accessories|other products|wear it with|matching"
    r"|[äa]hnliche|das k[öo]nnte|kunden (?:kauften|haben)|zubeh[öo]r|passend|weitere (?:artikel|produkte)|zuletzt (?:angesehen|gesehen)|wird oft|empfehl|vous (?:aimerez|pourriez)|produits (?:similaires|associ|li[ée]s|apparent)|les clients|derniers? (?:vus|articles)|nous vous recommand"
    r"|productos? (?:relacionad|similar|recomendad)|tambi[ée]n (?:te|le|compraron)|te puede|podr[íi]a interesarte|quiz[áa]s|vistos? reciente|quem (?:comprou|viu)|produtos (?:relacionad|similar)|voc[êe] tamb|aproveite|prodotti (?:correlati|simili)|potrebbe(?:ro)? |ti potrebbe"
    r"|gerelateerde|anderen (?:bekeken|kochten)|vergelijkbare|bekijk ook|misschien|liknande|relaterade|andra (?:k[öo]pte|tittade)|lignende|relaterte|relaterede|andre (?:k[øo]bte|kj[øo]pte|kiggede)|samankalt|podobne|inni klienci|polecane|zobacz|podobn[ée]|souvisej|mohlo by|hasonl[óo]|kapcsol[óo]d|produse (?:similare|recomandate)|s[ăa]li[țt]ni|slični|povezani|možda|σχετικ|παρόμοι|benzer|ilgili|похожие|с этим товаром|рекоменд|схожі|関連商品|おすすめ|この商品を|相关|推荐|관련|추천)"
)
WAS_WORDS = re.compile(
    r"(?:\bwas|rrp|m\.?r\.?p\.?|msrp|srp|\blist(?: price)?|reduced from|original(?:ly)?(?: price)?|compare at|retail(?: price)?|normally|before|previous(?:ly)?|old price|uvp|statt|vorher|bisher|alter preis|ursprünglich|unverb\.\s*preisempf\w*"
    r"|ancien prix|prix (?:de base|barr[ée]|conseill[ée]|initial)|au lieu de|avant|antes|precio (?:anterior|habitual|original)|\bde:?|pvp[r]?|prezzo (?:di listino|precedente|originale)|invece di|anziché|van|adviesprijs|ord\.?(?:\s?pris)?|tidigare|f[øo]r:?|f[øo]rpris|ovh|cena (?:katalogowa|przed)|p[ůu]vodn[íi](?: cena)?|b[ěe]žn[áa](?: cena)?|eredeti [áa]r|pre[țt] (?:vechi|recomandat)|stara cijena|mpc|eski fiyat|старая цена|通常価格|定価|メーカー希望小売価格|原价|市场价|원가)\s*:?\s*$"
)
REGULAR_WORDS = re.compile(
    r"(?:\breg(?:ular|\.)?(?: price)?|normal(?: price)?|standard(?: price)?|normalpreis|prix (?:normal|r[ée]gulier)|precio (?:normal|regular)|cena regularna|redovna(?: cijena)?|norm\w*)\s*:?\s*$"
)
NOW_WORDS = re.compile(
    r"(?:\bnow|today|sale(?: price)?|special(?: price)?|our price|your price|you pay|current(?: price)?(?: is)?|final price|offer price|web price|online price|^price|jetzt|nur|neuer preis|aktionspreis|sonderpreis|ihr preis|prix (?:r[ée]duit|sold[ée]|promo)|maintenant|ahora|oferta|precio (?:actual|especial|oferta|final)|por:?|agora|ora|prezzo (?:speciale|scontato)|nu|voor|reapris|nu:?|tilbud|cena promocyjna|akční cena|akciós [áa]r|akcijska cijena|販売価格|セール価格|特価)\s*:?\s*$"
)
NO_PRICE_BEFORE = re.compile(
    r"(?:\bsav(?:e|ing|ings)|you save|off|discount|spare[n]?|sie sparen|ersparnis|[ée]conomi[sez]+|ahorr\w+|risparmi\w*|economi[az]\w*|spara|spar|bespaar\w*|oszczędzasz|ušetříte|usted ahorra|desconto"
    r"|over|above|under|orders? (?:over|of|above)|from (?:only )?[0-9]+ (?:x|×)|spend|minimum|more than|ab einem|d[èe]s|a partir de|oltre|vanaf|över|over|od kwoty|up to|[0-9]+ ?(?:x|×|payments? of|installments? of|cuotas de|rate da|vezes de|mensualit[ée]s de|fois)(?: of)?"
    r"|shipping|delivery|postage|versand(?:kosten)?|livraison|env[íi]o|frete|spedizione|verzend\w*|frakt|fragt|deposit|pfand|tax|vat|iva|mwst|gst|gift ?cards?|points|worth|value|credit|month(?:ly)?|per month|as low as|starting at|pay|payments of|members?(?: price)?|club(?: price)?|with (?:code|coupon|card)|subscribe(?: (?:and|&) save)?|autoship|buy [0-9]+|[0-9]+ ?\+|[0-9]+ (?:or more|for)|qty\D*|lowest price|30.day\w*|najniższa cena\D*|grundpreis|unit price|price per \w+)\s*(?:of|:|for|is|an|from|als)?\s*\(?$"
)
NO_PRICE_AFTER = re.compile(
    r"^\)?\s*(?:/\s*(?:mo|month|monat|mois|mes|mese|m[åa]n|kg|g\b|100|1000|1 ?(?:kg|l|m)\b|l\b|ltr|litre|liter|ml|m²|m2|oz|lb|wash|portion|tab|sheet|ft|yd|sq)|per (?:month|kg|100|litre|liter|l\b|g\b|m²|oz|lb|unit|sheet|wash|serving|sq)|pro (?:monat|kg|100|liter)|a month|monthly|monatlich|\bmtl|par mois|al mes|al mese|x [0-9]"
    r"|off\b|discount|savings?|saved|shipping|delivery|deposit|back|bonus|reward|points|gift|or more|minimum|and (?:over|above|up)|with (?:klarna|affirm|afterpay|code|coupon|card)|interest[- ]free|for members|when you|/ ?unit price)"
)
WITHOUT_TAX = re.compile(r"^\)?[( ]*(?:ex(?:cl?)?\.? ?(?:vat|gst|tax|mwst|moms|btw|iva)|ht\b|h\.t|netto|exkl|zzgl\.? (?:\d+ ?% )?(?:mwst|ust)|excluding (?:vat|tax|gst)|without (?:vat|tax)|bez (?:dph|pdv|vat)|\+ ?(?:vat|iva|gst))")

# Labels of the article number, the surest first.
SKU_LABELS = (
    re.compile(
        r"sku(?: ?(?:number|no\.?|code|nr\.?|#|id))?|артикул|арт\.|référence|réf\.?|ref(?:erence|erencia|erência)?\.?(?: ?(?:no|number|nr)\.?)?|referencia|código(?: de producto)?|cod(?:ice)?\.?(?: (?:prodotto|articolo|produs|produto))?|codice articolo|art(?:icle|ikel|ikal|igo|icolo|ikl|ykuł|\.)?[ -]?(?:nummer|number|no\.?|nr\.?|num\.?|code|id|#|n°)|artikelnummer|artikelnr\.?|artnr\.?|best(?:ell)?\.?[ -]?(?:nummer|nr\.?)|varenummer|varenr\.?|tuotenumero|tuotekoodi|item[ -]?(?:number|no\.?|num\.?|nr\.?|#|code|id|sku)?|product[ -]?(?:code|number|no\.?|sku|#|ref(?:erence)?|id)|prod(?:uct)?\.? ?code|produkt[ -]?(?:nummer|nr\.?|code|id)|stock[ -]?(?:code|number|no\.?|#|id)|catalog(?:ue)?[ -]?(?:number|no\.?|#|code)|style(?:[ -]?(?:number|no\.?|#|code|id)|(?= ?[:#]))|order[ -]?(?:code|number|no\.?)|katalogov[éeý] (?:č[íi]slo)|k[óo]d(?: (?:produktu|produktu:|zboží|towaru|tovaru))?|indeks|symbol|cikksz[áa]m|cod produs|[šs]ifra(?: (?:proizvoda|artikla|izdelka))?|κωδικός(?: προϊόντος)?|[üu]r[üu]n kodu|stok kodu|код(?: товара| товару)?|商品コード|品番|商品番号|型番|货号|商品编号|貨號|상품코드|상품번호|kataloška številka|plu|web id"
    ),
    re.compile(
        r"model(?: ?(?:number|no\.?|nr\.?|#|code))?|modell(?:nummer|nr\.?)?|mod[èe]le|modelo|modello|mfr\.?(?: ?part)?(?: ?(?:number|no\.?|#))?|mfg\.?(?: ?part)?(?: ?(?:number|no\.?|#))?|manufacturer(?:'s)?(?: part)?(?: (?:number|no\.?|#|code|sku))?|part[ -]?(?:number|no\.?|#|code)|mpn|hersteller(?:artikel)?-?(?:nummer|nr\.?)|herst\.?-?nr\.?"
    ),
)


def marks_pattern(words: str) -> re.Pattern[str]:
    """A pattern for class words that stand for themselves or as parts joined by - or _."""
    return re.compile(rf"(?<![a-z0-9])(?:{words})(?![a-z0-9])")
