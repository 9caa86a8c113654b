"""Open data: the record as tables, as JSON, as a data package, as linked data and as SQLite.

Everything published here is a document like a page. What the tables are and what their columns
mean is written once (:mod:`rakor.opendata.tables`): files, schemas, the dictionary page and the
database are made from that.
"""
