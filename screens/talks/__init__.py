"""What happened with a contact, on the screen: written down, looked at, and what comes next."""
