"""How a request goes out to a shop: in its turn, to a public address, and with an eye to what the shop asks for."""
