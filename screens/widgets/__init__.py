"""Parts that every area of the application is built from."""
