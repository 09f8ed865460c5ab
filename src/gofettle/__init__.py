"""gofettle finds out why Go does not work on a machine, proves it, and says how to put it right."""

__all__ = ["__version__"]

__version__ = "0.1.0"
