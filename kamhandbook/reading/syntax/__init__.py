"""What went wrong in a YAML text, explained to people who do not know YAML.

The parser names a place and an inner reason; the mistake itself often stands a line earlier. Each
detector looks at the lines around the place and recognises one typical mistake. The first that
recognises its own wins; a general message is what remains.
"""

from __future__ import annotations

import yaml

from kamhandbook.findings import Finding
from kamhandbook.reading.syntax import characters, remarks, shape
from kamhandbook.reading.syntax.lines import DASHES as DASHES
from kamhandbook.reading.syntax.lines import ODD_SPACE as ODD_SPACE
from kamhandbook.reading.syntax.lines import OPENING_QUOTES as OPENING_QUOTES
from kamhandbook.reading.syntax.lines import half_character as half_character
from kamhandbook.reading.syntax.lines import lines_of as lines_of
from kamhandbook.reading.syntax.lines import unreadable_place as unreadable_place
from kamhandbook.reading.syntax.parser_error import parser_error_of

_DETECTORS = (*remarks.DETECTORS, *characters.DETECTORS, *shape.DETECTORS)


def syntax_problem(error: yaml.MarkedYAMLError, text: str, path: str) -> Finding:
    """Return a parser's error as one finding at the place where the mistake was made."""
    parser_error = parser_error_of(error, text, path)
    for detector in _DETECTORS:
        finding = detector(parser_error)
        if finding:
            return finding
    return parser_error.finding("syntax", parser_error.line, parser_error.column)
