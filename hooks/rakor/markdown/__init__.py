"""From bulletins and views to the bytes of pages."""
