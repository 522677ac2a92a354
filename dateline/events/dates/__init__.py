"""When events were: candidates from the whole document, and a learned choice among them."""
