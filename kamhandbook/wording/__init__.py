"""Every text of the product's own: the catalogue, messages, dates, numbers and lists."""
