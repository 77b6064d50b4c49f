"""What people typed: YAML as data with positions, and what does not fit, explained to them."""
