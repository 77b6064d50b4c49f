"""Files and folders put in place together, all or none; the lock that keeps two runs apart."""
