"""What people typed: YAML as data with positions, and what does not fit, said to its writers."""
