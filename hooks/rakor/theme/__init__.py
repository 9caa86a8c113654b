"""What MkDocs and the theme make: the frame, and the shells that generated pages fill."""
