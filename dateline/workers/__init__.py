"""Work done by other processes: one interface to start them, and a pool of them for many calls."""
