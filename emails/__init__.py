"""E-mails: what is told to people, written to an outbox in the transaction of what it tells of, and sent from there."""
