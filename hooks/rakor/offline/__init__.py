"""Editions that travel: copies on sticks, archives, update packs, and proof of where they are from.

A copy is a bag in the sense of BagIt (RFC 8493): the site lies in ``data/``, a manifest beside it
names every file with its SHA-256, and a signature over the manifest says who made it.
"""
