"""Finds things by name and releases by words, with umlauts, compounds, beginnings and slips of the pen."""
