"""The content format: what a company's answers are made of."""
