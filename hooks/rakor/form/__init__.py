"""``/tulis``: writing bulletins in the browser, on this computer and for nobody else.

A page posts all its fields at once, and is answered by a whole page; a script only spares the
way. What is written goes through the writer that keeps every line it does not change.
"""
