"""kamhandbook: a company's Key Account Management handbook as a site and a deck, from one source."""

__version__ = "0.1.0"
