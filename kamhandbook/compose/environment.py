"""The Jinja environment in which company text and templates meet, and never mix.

``finalize`` does the merging: every value becomes a slot, that is a placeholder in the Markdown
that the template writes. Text is never a template source.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    pass_context,
)
from jinja2.exceptions import SecurityError
from jinja2.meta import find_referenced_templates
from jinja2.runtime import Context
from jinja2.utils import missing
from markupsafe import Markup
from msgspec import Struct

from kamhandbook.compose import filters
from kamhandbook.compose.markdown_syntax import MarkdownError
from kamhandbook.compose.sandbox import TemplateSandbox
from kamhandbook.compose.slots import SLOT, Slots, content_of
from kamhandbook.compose.syntax_problems import SyntaxProblem, syntax_problem
from kamhandbook.compose.template_cache import bytecode_cache
from kamhandbook.compose.wrong_use import WrongUseError
from kamhandbook.findings import CannotGoOnError, Finding, Position
from kamhandbook.reading.suggestions import suggestion
from kamhandbook.wording.messages import cause, next_step, phrase, problem

# In Pandoc's conventions {#goals} names a heading, so a comment in a template is {## … ##}.
COMMENTS: dict[str, Any] = {"comment_start_string": "{##", "comment_end_string": "##}"}

# Names that pages have and slides have not; tests/compose/test_contract_calls.py holds them.
OF_PAGES = frozenset(
    {
        "account_address", "account_anchor", "account_neighbours", "account_page", "chain_anchor",
        "asks_for_receipt", "beside", "changes_on", "check_reference", "count_by", "dealing_with",
        "deck_file", "difference",
        "findings_by_dimension", "goal_text", "icon", "letters", "mail", "minutes", "month_names",
        "neighbours", "next_date", "next_round", "owners", "page", "parts", "place_of", "portrait",
        "prose", "reading_time", "review_is_due", "rights_of", "section_of", "sentence",
        "slides_on", "slug", "synonyms", "table", "verbatim", "who_sees_what",
    }
)  # fmt: skip


class _OwnTemplates(FileSystemLoader):
    """A brand's own templates; one that cannot be read is told by its own name."""

    def get_source(self, environment: Environment, template: str) -> Any:
        """Return a template as Jinja wants it; CannotGoOnError when it is no UTF-8 file."""
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            folder = Path(self.searchpath[0])
            at = Position(f"themes/{folder.parent.name}/{folder.name}/{template}", line)
            raise CannotGoOnError([problem("not_utf8", at)]) from error


class _Missing(StrictUndefined):
    """A name that templates do not have, or a field that a value does not: told when used."""

    known_names: Collection[str] = ()  # those that the template could have used
    elsewhere: Collection[str] = ()  # those that only pages have

    @property
    def _undefined_message(self) -> str:
        name, holder = self._undefined_name, self._undefined_obj
        if self._undefined_hint:
            return self._undefined_hint
        if holder is missing and name in self.elsewhere:
            raise WrongUseError("template_pages_only", name=name)
        if isinstance(holder, (list, tuple)) and isinstance(name, int):
            raise WrongUseError("template_no_item", number=name, length=len(holder))
        if holder is missing:
            guess = suggestion(str(name), self.known_names)
            return phrase("template_name", name=name, suggestion=guess).strip()
        kind: Any = type(holder)
        fields = getattr(kind, "model_fields", getattr(kind, "__struct_fields__", ()))
        guess = suggestion(str(name), fields)
        return phrase("template_field", name=name, suggestion=guess).strip()


class Rendered(Struct, frozen=True):
    """The Markdown that a template wrote, and what stands in its slots."""

    text: str
    slots: Slots


class Templates:
    """Renders our templates, each of which a brand may override by a file of the same name."""

    def __init__(self, kind: str, brand_folder: Path | None, helpers: Mapping[str, Any]) -> None:
        self.kind = kind
        self._slots = Slots()
        self._own_folder = brand_folder / kind if brand_folder else None
        self._missing: type[_Missing] = type("_Missing", (_Missing,), {})
        self._missing.elsewhere = OF_PAGES if kind == "deck" else ()
        own = [_OwnTemplates(self._own_folder)] if self._own_folder else []
        loader = ChoiceLoader([*own, PackageLoader("kamhandbook", f"templates/{kind}")])
        self._environment = TemplateSandbox(
            loader=loader,
            undefined=self._missing,
            finalize=self._finalize,
            autoescape=True,  # only so that what a macro wrote is told from a company's text
            optimized=False,  # what is worked out when compiling would pass by ``joined``
            auto_reload=False,  # an environment lives as long as one edition is composed
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            bytecode_cache=bytecode_cache(__file__, filters.__file__),
            **COMMENTS,
        )
        self._environment.globals.pop("lipsum")  # words by chance: no two builds would be equal
        self._environment.globals.update(helpers)

    def names(self) -> Iterable[str]:
        """Return the names of all templates, sorted."""
        return self._environment.list_templates()

    def render(self, name: str, **values: Any) -> Rendered:
        """Render a template.

        Raises CannotGoOnError with template and line when the template cannot be run.
        """
        self._slots = Slots()
        self._missing.known_names = (*values, *self._environment.globals)
        self._environment.helper_names = {
            id(value): key for key, value in values.items() if callable(value)
        }
        try:
            text = self._environment.get_template(name).render(**values)
        except CannotGoOnError:
            raise
        except Exception as error:  # a template is a company's own program: anything may happen
            raise CannotGoOnError([self._template_problem(name, error)]) from error
        return Rendered(text, self._slots)

    @contextmanager
    def located(self, name: str, rendered: Rendered) -> Iterator[None]:
        """Raise CannotGoOnError with template and line for what cannot be understood in it."""
        try:
            yield
        except MarkdownError as error:
            line_text = rendered.text.split("\n")[error.line].strip()
            file, line = self.place_of(name, line_text)
            without_slots = SLOT.sub("…", line_text)
            values: dict[str, Any] = {"written": without_slots, **error.values}
            raise CannotGoOnError([self.problem(error.key, file, line, **values)]) from error

    def problem(self, key: str, file: str, line: int = 1, **values: Any) -> Finding:
        """Return a problem with a template at its line; a brand's own is named by its path."""
        name, place = f"{self.kind}/{file}", f"{self.kind}/{file}"
        if self._own_folder and self.is_own(file):
            place = f"themes/{self._own_folder.parent.name}/{name}"
        return problem(key, Position(place, line), name=name, **values)

    def is_own(self, file: str) -> bool:
        """Whether a brand has a template of its own by this name."""
        return self._own_folder is not None and (self._own_folder / file).is_file()

    def place_of(self, name: str, line_text: str) -> tuple[str, int]:
        """Return the template and its line that most likely wrote a line of its output.

        It may be one that the template includes.
        """
        best, place = -1.0, (name, 1)
        for file, lines in self._sources(name, {}).items():
            for number, line in enumerate(lines, 1):
                likeness = SequenceMatcher(None, line_text, line.strip()).ratio()
                if likeness > best:
                    best, place = likeness, (file, number)
        return place

    def _sources(self, name: str, lines_by_template: dict[str, list[str]]) -> dict[str, list[str]]:
        """Return the lines of a template and of those it includes by name."""
        assert self._environment.loader
        source, _, _ = self._environment.loader.get_source(self._environment, name)
        lines_by_template[name] = source.splitlines()
        for included in find_referenced_templates(self._environment.parse(source)):
            if included and included not in lines_by_template:
                self._sources(included, lines_by_template)
        return lines_by_template

    @pass_context  # so that nothing is merged when a template is compiled, which is kept
    def _finalize(self, _context: Context, value: Any) -> Any:
        """Merge one value into a template; the only way company text gets into one."""
        if isinstance(value, Markup):  # what a macro or a block of the template wrote
            return value
        content = content_of(value)
        return self._slots.put(content) if content else Markup("")

    def _template_problem(self, name: str, error: Exception) -> Finding:
        line, file = _template_line(error)
        if isinstance(error, SecurityError):
            return self.problem("template_steps_out", file or name, line or 1, problem=str(error))
        said = syntax_problem(error, self._environment) or SyntaxProblem(
            _reason(error), getattr(error, "remedy", "") or _remedy(error)
        )
        at = said.line or line or 1
        return self.problem("template", file or name, at, problem=said.cause, remedy=said.remedy)


def _remedy(error: Exception) -> str:
    if isinstance(error, TemplateNotFound):
        return next_step("template_missing", name=error.name)
    key = "template_recursion" if isinstance(error, RecursionError) else "template_value"
    return next_step(key)


def _reason(error: Exception) -> str:
    if isinstance(error, TemplateNotFound):  # says no more than the name
        return cause("template_missing", name=error.name)
    if isinstance(error, RecursionError):
        return cause("template_recursion")
    if isinstance(error, (WrongUseError, TemplateError)):
        return str(error)
    return cause("template_value", said=error)


def _template_line(error: Exception) -> tuple[int | None, str | None]:
    """Find the template line an error arose in: Jinja rewrites tracebacks to template lines."""
    line = getattr(error, "lineno", None)
    if line:
        name = getattr(error, "name", None)
        return line, Path(name).name if name else None
    position: tuple[int | None, str | None] = (None, None)
    trace = error.__traceback__
    while trace:
        name = trace.tb_frame.f_code.co_filename
        if name.endswith(".j2"):
            position = trace.tb_lineno, Path(name).name
        trace = trace.tb_next
    return position
