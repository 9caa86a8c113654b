"""What each kind of page shows, looked up in the catalogue. One module per family of pages."""
