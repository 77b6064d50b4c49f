"""What is true: the catalogue, a company's answers, and the cut of them for an audience."""
