"""The class and id words by which pages mark what a box is for.

They are matched as whole words, or as parts of words joined by - or _ or in camelCase; see `marks_pattern`.
"""

from __future__ import annotations

import re

PRICE_MARKS = (
    r"price|prices|pricing|prix|preis|precio|preco|prezzo|prijs|pris|hinta|cena|ceny|cijena|pret|fiyat|amount"
    r"|money|kaina"
)
STRUCK_MARKS = (
    r"old|was|before|strike|striked|strikethrough|line-through|linethrough|crossed|crossed-out|list-price|listprice"
    r"|rrp|uvp|msrp|srp|compare|compare-at|compareat|original|original-price|previous|prev-price"
    r"|price-list|high-price|non-sale|nonsale|full-price|first-price|vorher|statt|alter|ancien|barre|antes"
    r"|anterior|tachado|antigo"
    r"|vecchio|barrato|ordinarie|ord|foer|przed|stara|puvodni|bezna|standard-price|regular-price-old"
)
REGULAR_MARKS = r"regular|retail|regulier|regularprice|standard|normal|base-price|undiscounted"
SALE_MARKS = (
    r"sale|sales|special|now|current|final|finalprice|actual|reduced|discounted|promo|promotion|promotional"
    r"|offer-price|offerprice"
    r"|new|newprice|our|our-price|selling|sell|your-price|deal|aktion|sonder|angebot|solde|oferta|promocional"
    r"|scontato|actie|akcni"
    r"|akcijska|promocyjna|kampanj|tilbud|sales-price|saleprice|price-new|to-pay|pay|price-value"
)
NO_PRICE_MARKS = (
    r"save|saving|savings|saved|you-save|discount-amount|discount-percentage|price-off|unit-price|unitprice"
    r"|per-unit|price-per-unit|price-per-item|price-per-kg|price-per-100|price-per-measure"
    r"|per-item|base-unit|grundpreis|baseprice|instal|instalment|instalments|installment|installments|monthly"
    r"|month|klarna|affirm|afterpay|clearpay|zip|sezzle"
    r"|finance|financing|credit|leasing|shipping|delivery|versand|freight|tax-amount|points|reward|rewards"
    r"|bonus|cashback"
    r"|deposit|coupon|voucher|loyalty|gift|giftcard|warranty|protection|addon|add-on|surcharge|tier-prices"
    r"|tier-price|quantity-break"
    r"|bulk|member-price|omnibus|lowest-price|lowest|threshold|progress|no-vat|bez-dph|net-price|ex-tax|excl-tax|ex-vat|exvat|excl-vat"
    r"|price-excluding-tax|priceexcl|netto"
    r"|installation|engraving|donation|afterpay-paragraph|customization|price-history"
    r"|price-suffix|tax-info|subscription|subscribe|autoship|sns|club-price|clubprice"
)
OTHER_PRODUCTS_MARKS = (
    r"related|upsell|upsells|up-sell|crosssell|crossselling|cross-sell|cross-sells|crosssells|recommend|recommended"
    r"|recommendation|recommendations|recommender|reco|recos|similar"
    r"|also|alsobought|also-bought|you-may|also-like|recently|recently-viewed|recent|viewed|last-seen|history"
    r"|accessory|accessories|bundles|bundle-builder|bundle-offer|bundle-widget|product-bundle|bundle-products"
    r"|frequently|fbt|bought-together|together|complete-the-look|shop-the-look|outfit|compare-table|comparison-table|product-comparison"
    r"|alternatives"
    r"|bestseller|bestsellers|best-sellers|trending|popular-products|popular-items|featured-products|featured-items|featured-collection|suggested|suggestion|suggestions|cross"
    r"|zubehoer|aehnliche|rebuy|nosto|certona|dynamic-yield"
    r"|product-list|product-grid|products-grid|productlist|carousel|product-slider"
    r"|product-card|productcard|product-tile|producttile|product-teaser|card-product|grid-product"
    r"|product-miniature|product-box-list|product-thumb"
)
PAGE_FRAME_MARKS = (
    r"minicart|mini-cart|cart-drawer|drawer|cart-sidebar|side-cart|cart-popup|cart-summary|cart-total"
    r"|mini-basket|header-basket|header-cart|cart-widget|widget-cart|ajaxcart|cart-notification"
    r"|menu|megamenu|mega-menu|nav|navbar|navigation|navigation-menu|footer|site-header|page-header|header"
    r"|topbar|top-bar|announcement|announcement-bar|banner|usp|usps|promo-bar"
    r"|search|autocomplete|newsletter|cookie|cookies|consent|review|reviews|comment|comments|testimonials"
    r"|breadcrumb|breadcrumbs|facets|wishlist"
    r"|popup|modal|faq|questions|blog|login|account|currency-switcher|currency-selector|currency-dropdown"
    r"|country-selector"
)
# Whole class words, and only where nothing shows them again on wider screens ("hidden md:block", "d-none d-lg-flex").
HIDDEN_CLASSES = frozenset(
    (
        "hidden",
        "hide",
        "d-none",
        "is-hidden",
        "is--hidden",
        "display-none",
        "displaynone",
        "no-display",
        "u-hidden",
        "ng-hide",
        "invisible",
    )
)
SHOWN_AGAIN = re.compile(
    r"(?:sm|md|lg|xl|2xl):(?:block|flex|inline|grid|inline-block|inline-flex|table)|d-(?:sm|md|lg|xl|xxl)-(?!none)"
)
SIDE_MARKS = r"sidebar|side-bar|aside|side-column"
OPTION_MARKS = (
    r"swatch|swatches|variant|variants|variation|variations|option|options|size|sizes|colour|color|colors"
    r"|attribute-option|selector"
    r"|configurable|super-attribute|dropdown|combobox|listbox|choice|choices"
)
MAIN_MARKS = (
    r"product-info|product-information|product-detail|product-details|product-main|main-product"
    r"|product-essential|product-summary|entry-summary|pdp|product-page|product-single|single-product"
    r"|buy-box|buybox|product-form|purchase|product-shop|product-view|product-header|product-price"
    r"|product-prices|product-intro|product-data|price-box|product-info-main|product-content|productinfo"
    r"|productdetail|productdetails"
)
CART_MARKS = (
    r"add-to-cart|addtocart|add-to-basket|addtobasket|add-to-bag|addtobag|buy-now|buynow|buy-button|btn-cart"
    r"|cart-button|product-form-submit|add-cart"
    r"|tocart|in-den-warenkorb|buybox-button|single-add-to-cart-button|addbtn|product-form-cart-submit|atc"
    r"|add-basket|addcart|btn-buy|cart-submit"
)
SKU_MARKS = (
    r"sku|item-number|itemnumber|item-no|itemno|article-number|articlenumber|artikelnummer|product-code"
    r"|productcode|product-number|productnumber|product-sku|style-number|model-number|mpn|reference"
    r"|product-reference|artnr|catalog-number|partnumber|part-number|item-id|product-id"
)
DECIMAL_MARKS = "cents?|decimals?|fraction|centimes?|price-decimal|superscript|decimal-part"


def marks_pattern(words: str) -> re.Pattern[str]:
    """A pattern for class words that stand for themselves or as parts joined by - or _."""
    return re.compile(rf"(?<![a-z0-9])(?:{words})(?![a-z0-9])")
