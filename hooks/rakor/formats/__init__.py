"""Files of other programs: told by their bytes, read within bounds, never trusted.

Whatever is broken, unknown or made to hurt is "nothing known" here, never an error; see
:mod:`rakor.formats.guard`.
"""
