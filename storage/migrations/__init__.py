"""The database's history: one module a step in ``versions``."""
