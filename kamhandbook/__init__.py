"""kamhandbook: a company's Key Account Management handbook as site and deck, from one source."""

import os

# No plugin of another program takes part in reading content, and none is looked for.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

__version__ = "0.1.0"
