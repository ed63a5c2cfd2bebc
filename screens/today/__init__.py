"""The first area: whom to call now and why, one after the other."""
