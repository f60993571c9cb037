"""Pages that show their products only once a script has run: they come through Chromium (scrapy-playwright).

`registering` switches it on for a crawl that needs it, `chromium` finds the browser, `handler` fetches the pages,
`blocking` says what is not loaded. Nothing but `handler` needs the extra `browser` to be installed.
"""
