"""A knowledge graph of agreements, read from press releases of German public bodies."""

__version__ = "0.1.0"
