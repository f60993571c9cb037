"""What happens to every request on its way to a shop, and to every response on its way back."""
