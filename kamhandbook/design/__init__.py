"""How a company's outputs look: its brand, colours, a master's geometry, its own templates."""
