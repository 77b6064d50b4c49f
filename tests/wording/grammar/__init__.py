"""The grammar gate: every sentence the product makes, with any number and any kind of name."""
