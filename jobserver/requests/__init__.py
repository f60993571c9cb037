"""What the calls take: one model each, from which the checks, the errors and the OpenAPI description come."""
