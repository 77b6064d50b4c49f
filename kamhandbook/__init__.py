"""kamhandbook: a company's Key Account Management handbook as site and deck, from one source."""

__version__ = "0.1.0"
