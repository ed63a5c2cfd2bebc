"""The settings: of the shop, of this user, and what keeps both safe."""
