"""The guided tour of the demo shop: ten steps, each tried with the real keys."""
