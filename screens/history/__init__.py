"""The history of the shop: every act, what it changed, and the way back."""
