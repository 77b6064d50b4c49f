"""Every word the product says by itself: the catalogue, messages, dates, numbers and lists."""
