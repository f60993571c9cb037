"""One base spider per shop software: what sellers that run it have in common."""
