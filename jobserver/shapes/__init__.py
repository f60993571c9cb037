"""What the calls give: one model each, with which the OpenAPI description is true."""
