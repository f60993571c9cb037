"""The words that shops say to their visitors about prices, stock, article numbers and other products.

In the main shop languages: English, German, French, Spanish, Portuguese, Italian, Dutch, Swedish, Norwegian, Danish,
Finnish, Polish, Czech, Slovak, Hungarian, Romanian, Croatian, Slovenian, Greek, Turkish, Russian, Ukrainian, Japanese,
Chinese, Korean; the commonest ones in Vietnamese, Indonesian, Arabic, Hebrew, Thai. All patterns are for folded text.
"""

from __future__ import annotations

import re

CART_WORDS = re.compile(
    r"(?<!\w)(?:add (?:\w+ ){0,3}?(?:to|in) ?(?:my |your |the |shopping )*(?:cart|bag|basket|trolley|tote"
    r"|order)|add to order|buy(?: it)? now|^buy$|purchase|order now|^add$"
    r"|pre-?order|shop now|^add to$|in den (?:waren|einkaufs)korb|in den korb|jetzt kaufen|^kaufen"
    r"|bestellen|in die (?:tasche|einkaufstasche)"
    r"|ajouter (?:au|à (?:mon|la|ma)) ?(?:panier|sac)|ajouter au|acheter|commander|comprar"
    r"|(?:a[ñn]adir|agregar|adicionar) (?:\w+ ){0,3}(?:carrito|cesta|bolsa|carro|carrinho|sacola|cesto)"
    r"|aggiungi al (?:carrello)|aggiungi alla borsa|acquista"
    r"|in (?:het )?winkel(?:wagen|mand)|toevoegen|in mijn winkel"
    r"|lägg i (?:varukorg|kundvagn)|köp(?!v)|legg i handle(?:kurv|vogn)|kjøp|l[æa]g i (?:kurv|indkøbskurv)"
    r"|tilføj til kurv|køb|lisää (?:ostos)?kori|osta(?!\w)"
    r"|do koszyka|kup teraz|dodaj do|do ko[šs][íi]ku|koupit|vlo[žz]it do|kúpiť|kosárba|megveszem"
    r"|adaug[ăa] [îi]n co[șs]|cump[ăa]r[ăa]"
    r"|u ko[šs]aricu|v ko[šs]arico|dodaj u|προσθήκη στο καλάθι|αγορ|sepete ekle|satın al|в корзину|купить"
    r"|в кошик|купити)"
    r"|thêm vào giỏ|mua ngay|(?:tambah|masukkan) ke keranjang|beli sekarang|أضف (?:إلى|الى) |أضف للسلة|اشتر الآن"
    r"|הוסף לסל|הוספה לסל|ใส่ตะกร้า|ลงตะกร้า"
    r"|カートに(?:入れる|追加)|かごに入れる|購入|加入购物车|加入購物車|立即购买|購買|장바구니|구매하기"
)
NOTIFY_WORDS = re.compile(
    r"notify me|email me when|e-?mail when|back in stock|let me know when|join (?:the )?wait(?:ing)?[ -]?list"
    r"|waitlist|benachrichtig|erinnern|m'avertir|me prévenir|prévenez|alerte stock"
    r"|av[íi]same|notificar|notif[íi]came|avise-?me|avvisami|avvertimi|houd mij op de hoogte|bevaka|meld meg"
    r"|powiadom|hlídat|értesítés|notifică|obavijesti|haber ver|сообщить о|уведомить"
    r"|入荷(?:通知|お知らせ)|到货通知|재입고"
    r"|(?:bald|sobald|wann) (?:\w+ ){0,4}wieder|wieder (?:lieferbar|verf[üu]gbar|auf lager)"
    r"|weer (?:leverbaar|op voorraad|beschikbaar)"
    r"|(?:de nouveau|à nouveau) (?:disponible|en stock)|disponible de nuevo|di nuovo disponibil|ponownie dost[ęe]pn"
    r"|(?:opět|znovu) (?:skladem|dostupn)|(?:åter|tillbaka) i lager|igen p[åa] lager|available again"
)
OUT_WORDS = re.compile(
    r"^(?:sold|verkauft|vendu|vendid[oa]|venduto|verkocht|s[åa]ld|solgt|sprzedan[eya]|prod[áa]no)!?$"
    r"|sold[ -]?out|out[ -]?of[ -]?stock|(?:currently|temporarily|now) (?:unavailable|not available)"
    r"|no longer available|not (?:currently |presently )?(?:available|in stock)|^unavailable|is unavailable"
    r"|discontinued|this (?:product|item) (?:has been|is) discontinued"
    r"|ausverkauft|nicht (?:mehr )?(?:auf lager|lieferbar|verf[üu]gbar|vorr[äa]tig)|vergriffen|derzeit nicht"
    r"|momentan nicht|leider nicht|[ée]puis[ée]|(?:en )?rupture|indisponible|non disponible|plus disponible"
    r"|victime de son succ"
    r"|agotad[oa]|sin (?:stock|existencias)|no (?:est[áa] )?disponible|esgotado|indispon[íi]vel|sem stock"
    r"|sem estoque|fora de estoque|esaurit[oa]|non (?:è )?disponibile|uitverkocht"
    r"|niet (?:meer )?(?:op voorraad|leverbaar|beschikbaar)"
    r"|slut ?s[åa]ld|slut i lager|ej i lager|ikke p[åa] lager|utsolgt|udsolgt|tilf[äa]lligt slut|loppu(?:nut"
    r"|unmyyty)|ei varastossa|brak (?:towaru|w magazynie|produktu)|niedost[ęe]pn|wyprzedan|vyprod[áa]no"
    r"|nen[íi] skladem|nedostupn|nie je na sklade|vypredan[ée]"
    r"|elfogyott|nincs (?:rakt[áa]ron|k[ée]szleten)|nem (?:kaphat[óo]|rendelhet[őo])|stoc epuizat|indisponibil"
    r"|nu este [îi]n stoc|rasprodano|nema na (?:zalihi|skladištu|stanju)|nije dostupn|razprodano|ni na zalogi"
    r"|nedostopn|εξαντλ|μη διαθέσιμο|t[üu]kendi|stokta yok"
    r"|hết hàng|stok habis|habis terjual|غير متوفر|نفذت الكمية|אזל|לא במלאי|สินค้าหมด"
    r"|нет в наличии|нет на складе|распродан|немає в наявності|закінчи|売り切れ|販売(?:を|は)?終了"
    r"|在庫切れ|在庫なし|品切れ|完売"
    r"|缺货|售罄|無庫存|缺貨|품절|일시품절"
)
LIMITED_WORDS = re.compile(
    r"only [0-9]{1,2} (?:left|remaining|in stock)|nur noch [0-9]{1,2}|plus que [0-9]{1,2}|low stock"
    r"|limited stock|solo quedan|[úu]ltimas? unidades|nog maar [0-9]|few left|[0-9]{1,2} left in stock"
)
BACKORDER_WORDS = re.compile(
    r"(?:on |available (?:on|for) )?back-?orders?(?:ed)?\b|pre-?order|vorbestell|pr[ée]commande|made to order"
    r"|auf bestellung|sur commande"
)
IN_WORDS = re.compile(
    r"\bin[ -]?stock|^available\b|\bavailable (?:now|online|to order|for (?:delivery|shipping|immediate))"
    r"|availability:? ?(?:in stock|available|yes)|ready to ship|ships (?:in|within|today|from)|usually ships"
    r"|auf lager|sofort (?:lieferbar|verf[üu]gbar|versandfertig)|(?:^|: ?)lieferbar|vorr[äa]tig|lagernd"
    r"|verf[üu]gbar|lieferzeit"
    r"|en stock|disponible|disponibile|dispon[íi]vel|em estoque|em stock|en existencia|in magazzino"
    r"|op voorraad|leverbaar|i lager|finns i lager|p[åa] lager|varastossa|dost[ęe]pn[ya]|w magazynie|skladem"
    r"|na sklad[eě]|k[ée]szleten|rakt[áa]ron|[îi]n stoc"
    r"|còn hàng|tersedia|stok ?: ?[1-9]|متوفر|במלאי|มีสินค้า"
    r"|na zalihi|na stanju|dostupno|na zalogi|διαθέσιμο|άμεσα|stokta|в наличии|есть на складе|в наявності|在庫あり"
    r"|有货|現貨|有貨"
)

# Headings under which other products stand.
OTHERS_HEADINGS = re.compile(
    r"(?:you (?:may|might|'ll) (?:also )?(?:like|love|need|enjoy)|(?:customers|people|others|shoppers) (?:who "
    r"|also |have )|(?:also|recently) (?:viewed|bought)|viewed (?:this|products)|related (?:products|items)"
    r"|similar (?:products|items|styles)|recommended|recommendations|we (?:also )?recommend|more (?:from|like"
    r"|to|products|items)"
    r"|complete (?:the|your)|frequently bought|bought together|pairs? (?:well|perfectly|great)|goes (?:well"
    r"|great)|best ?sellers|try these|trending|shop the|popular|accessories|other products|wear it with"
    r"|matching"
    r"|[äa]hnliche|das k[öo]nnte|kunden (?:kauften|haben)|zubeh[öo]r|passend|weitere (?:artikel|produkte)"
    r"|zuletzt (?:angesehen|gesehen)|wird oft|empfehl|vous (?:aimerez|pourriez)|produits (?:similaires|associ"
    r"|li[ée]s|apparent)|les clients|derniers? (?:vus|articles)|nous vous recommand"
    r"|productos? (?:relacionad|similar|recomendad)|tambi[ée]n (?:te|le|compraron)|te puede"
    r"|podr[íi]a interesarte|quiz[áa]s|vistos? reciente|quem (?:comprou|viu)|produtos (?:relacionad|similar)"
    r"|voc[êe] tamb|aproveite|prodotti (?:correlati|simili)|potrebbe(?:ro)? |ti potrebbe"
    r"|gerelateerde|anderen (?:bekeken|kochten)|vergelijkbare|bekijk ook|misschien|liknande|relaterade"
    r"|andra (?:k[öo]pte|tittade)|lignende|relaterte|relaterede|andre (?:k[øo]bte|kj[øo]pte|kiggede)|samankalt"
    r"|podobne|inni klienci|polecane|zobacz|podobn[ée]|souvisej|mohlo by|hasonl[óo]|kapcsol[óo]d"
    r"|produse (?:similare|recomandate)|s[ăa]li[țt]ni|slični|povezani|možda|σχετικ|παρόμοι|benzer|ilgili"
    r"|похожие|с этим товаром|рекоменд|схожі|関連商品|おすすめ|この商品を|相关|推荐|관련|추천)"
)
WAS_WORDS = re.compile(
    r"(?:\bwas|rrp|m\.?r\.?p\.?|msrp|srp|\blist(?: price)?|reduced from|original(?:ly)?(?: price)?|compare at"
    r"|retail(?: price)?|normally|before|previous(?:ly)?|old price|uvp|statt|vorher|bisher|alter preis"
    r"|ursprünglich|unverb\.\s*preisempf\w*"
    r"|ancien prix|prix (?:de base|barr[ée]|conseill[ée]|initial)|au lieu de|avant|antes|precio (?:anterior"
    r"|habitual|original)|\bde:?|pvp[r]?|prezzo (?:di listino|precedente|originale)|invece di|anziché|van"
    r"|adviesprijs|ord\.?(?:\s?pris)?|tidigare|før:?|f[øo]rpris|ovh|cena (?:katalogowa|przed)"
    r"|p[ůu]vodn[íi](?: cena)?|b[ěe]žn[áa](?: cena)?|eredeti [áa]r|pre[țt] (?:vechi|recomandat)|stara cijena"
    r"|mpc|eski fiyat|старая цена|通常価格|定価|メーカー希望小売価格|原价|市场价|원가)\s*:?\s*$"
)
REGULAR_WORDS = re.compile(
    r"(?:\breg(?:ular|\.)?(?: price)?|normal(?: price)?|standard(?: price)?|normalpreis|prix (?:normal"
    r"|r[ée]gulier)|precio (?:normal|regular)|cena regularna|redovna(?: cijena)?|norm\w*)\s*:?\s*$"
)
NOW_WORDS = re.compile(
    r"(?:\bnow|today|sale(?: price)?|special(?: price)?|our price|your price|you pay"
    r"|current(?: price)?(?: is)?|final price|offer price|web price|online price"
    r"|^(?:price|preis|prix|precio|preço|prezzo|prijs|pris|cena|価格)|jetzt|nur|neuer preis"
    r"|aktionspreis|sonderpreis|ihr preis|prix (?:r[ée]duit|sold[ée]|promo)|maintenant|ahora|oferta"
    r"|precio (?:actual|especial|oferta|final)|por:?|agora|ora|prezzo (?:speciale|scontato)|nu|voor|reapris"
    r"|nu:?|tilbud|cena promocyjna|akční cena|akciós [áa]r|akcijska cijena|販売価格|セール価格|特価)\s*:?\s*$"
)
NO_PRICE_BEFORE = re.compile(
    r"(?:\bsav(?:e|ing|ings)|you save|off|discount|spare[n]?|sie sparen|ersparnis|[ée]conomi[sez]+|ahorr\w+"
    r"|risparmi\w*|economi[az]\w*|spara|spar|bespaar\w*|oszczędzasz|ušetříte|usted ahorra|desconto"
    r"|over|above|under|orders? (?:over|of|above)|from (?:only )?[0-9]+ (?:x|×)|spend|minimum|more than"
    r"|ab einem|d[èe]s|a partir de|oltre|vanaf|över|over|od kwoty|up to|[0-9]+ ?(?:x|×|payments? of"
    r"|installments? of|cuotas de|rate da|vezes de|mensualit[ée]s de|fois)(?: of)?"
    r"|shipping|delivery|postage|versand(?:kosten)?|livraison|env[íi]o|frete|spedizione|verzend\w*|frakt|fragt"
    r"|deposit|pfand"
    r"|(?<!inc )(?<!inc\. |incl |inkl )(?<!incl\. |inkl\. )(?:tax|vat|iva|mwst|gst"
    r"|(?:moms|mva|btw|dph|ht|netto)(?= ?:))"
    r"|gift ?cards?|points|worth|value|credit|month(?:ly)?|per month"
    r"|as low as|starting at|pay|payments of|members?(?: price)?|club(?: price)?|with (?:code|coupon|card)"
    r"|adh[ée]rents?|mitglied\w*|leden|membres|socios|medlem\w*|[ée]co-?part\w*|[ée]cotaxe|recupel"
    r"|subscribe(?: (?:and|&) save)?(?: [0-9]+ ?%)?|autoship|buy [0-9]+|[0-9]+ ?\+|[0-9]+ (?:or more|for)"
    r"|qty\D*|lowest price|30.day\w*"
    r"|(?:najniższa cena|lowest price|niedrigster (?:gesamt)?preis|prix le plus bas|precio m[áa]s bajo|prezzo più basso"
    r"|laagste prijs|lägsta pris|laveste pris|nejnižší cena)\b.*"
    r"|grundpreis|unit price|price per \w+)\s*(?:of|:|for|is|an|from|als)?\s*\(?$"
)
NO_PRICE_AFTER = re.compile(
    r"^\)?\s*(?:(?:je|pro|per|par|por|al|à|a) (?:[0-9]+ ?)?(?:kg|g|l|ml|cl|liter|litre|litro|kilo|m|m²|st"
    r"|stk)\b|/\s*(?:mo|month|monat|mois|mes|mese|m[åa]n|kg|g\b|100|1000|1 ?(?:kg|l|m)\b|l\b|ltr|litre|liter"
    r"|ml|m²|m2|oz|fl\.? ?oz|lb|qt|pt|gal|ct\b|count|load|wash"
    r"|portion|tab|sheet|ft|yd|sq)|per (?:month|kg|100|litre|liter|l\b|g\b|m²|oz|lb|unit"
    r"|sheet|wash|serving|sq)|pro (?:monat|kg|100|liter)|a month|monthly|monatlich|\bmtl|par mois|al mes"
    r"|al mese|x [0-9]"
    r"|off\b|discount|(?:instant |mail-in )?rebate|savings?|saved|shipping|delivery|deposit"
    r"|back|bonus|reward|points|gift|or more|minimum"
    r"|and (?:over|above|up)|with (?:klarna|affirm|afterpay|code|coupon|card)|interest[- ]free|for members"
    r"|when you|/ ?unit price|相当)"
)
WITHOUT_TAX = re.compile(
    r"^\)?[( ]*(?:ex(?:cl?)?\.? ?(?:vat|gst|tax|mwst|moms|btw|iva)|ht\b|h\.t|netto|exkl"
    r"|zzgl\.? (?:\d+ ?% )?(?:mwst|ust)|excluding (?:vat|tax|gst)|without (?:vat|tax)|bez (?:dph|pdv|vat)"
    r"|\+ ?(?:vat|iva|gst))"
)

# In the name of an offer that is not the usual one.
SUBSCRIPTION = re.compile(r"subscri|autoship|abonn|\babo\b|suscripci|assinatura|abbonament|prenumer")

# Labels of the article number, the surest first.
SKU_LABELS = (
    re.compile(
        r"sku(?: ?(?:number|no\.?|code|nr\.?|#|id))?|ugs|артикул|арт\.|(?:n°|num[ée]ro|no\.?) (?:de "
        r"|d')?(?:produit|article|mod[èe]le|r[ée]f[ée]rence)|référence|réf\.?|ref(?:erence|erencia"
        r"|erência)?\.?(?: ?(?:no|number|nr)\.?)?|referencia|código(?: de producto)?|cod(?:ice)?\.?(?: (?:prodotto"
        r"|articolo|produs|produto))?|codice articolo|art(?:icle|ikel|ikal|igo|icolo|ikl|ykuł|\.)?[ -]?(?:nummer"
        r"|number|no\.?|nr\.?|num\.?|code|id|#|n°)|artikelnummer|artikelnr\.?|artnr\.?"
        r"|best(?:ell)?\.?[ -]?(?:nummer|nr\.?)|varenummer|varenr\.?|tuotenumero|tuotekoodi|item[ -]?(?:number"
        r"|no\.?|num\.?|nr\.?|#|code|id|sku)?|product[ -]?(?:code|number|no\.?|sku|#|ref(?:erence)?|id)"
        r"|prod(?:uct)?\.? ?code|produkt[ -]?(?:nummer|nr\.?|code|id)|stock[ -]?(?:code|number|no\.?|#|id)"
        r"|catalog(?:ue)?[ -]?(?:number|no\.?|#|code)|style(?:[ -]?(?:number|no\.?|#|code|id)|(?= ?[:#]))"
        r"|order[ -]?(?:code|number|no\.?)|katalogov[éeý] (?:č[íi]slo)|k[óo]d(?: (?:produktu|produktu:|zboží"
        r"|towaru|tovaru))?|indeks|symbol|cikksz[áa]m|cod produs|[šs]ifra(?: (?:proizvoda|artikla|izdelka))?"
        r"|κωδικός(?: προϊόντος)?|[üu]r[üu]n kodu|stok kodu|код(?: товара| товару)?"
        r"|mã (?:sản phẩm|sp|hàng)|kode (?:produk|barang)|(?:رمز|رقم|كود) المنتج|מק.?ט|מקט|รหัสสินค้า"
        r"|商品コード|品番|商品番号|型番|货号|商品编号|貨號"
        r"|상품코드|상품번호|kataloška številka|plu|web id"
    ),
    re.compile(
        r"code|item(?= [0-9])|(?:item )?model(?: ?(?:number|no\.?|nr\.?|#|code))?|modell(?:nummer|nr\.?)?"
        r"|mod[èe]le|modelo|modello|mfr\.?(?: ?part)?(?: ?(?:number|no\.?|#))?|mfg\.?(?: ?part)?(?: ?(?:number"
        r"|no\.?|#))?|manufacturer(?:'s)?(?: part)?(?: (?:number|no\.?|#|code|sku))?|part[ -]?(?:number|no\.?|#"
        r"|code)|mpn|asin|hersteller(?:artikel)?-?(?:nummer|nr\.?)|herst\.?-?nr\.?"
    ),
)
