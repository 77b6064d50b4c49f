"""``handbook.yaml``: the company, the handbook itself, its checks and its own questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field, model_serializer, model_validator

from kamhandbook.content.base import ApproachKind, Content, DimensionId, Item, Labelled, Phase
from kamhandbook.content.countries import Countries
from kamhandbook.content.meanings import (
    EVERYBODY,
    MANAGEMENT,
    NEWCOMERS,
    MailAddress,
    Meaning,
    Owner,
    PersonName,
)
from kamhandbook.content.types import (
    Audience,
    FolderName,
    Identifier,
    Number,
    PartialDate,
    PlainText,
    Several,
    SlideName,
    WholeNumber,
)
from kamhandbook.wording.catalogue_files import languages
from kamhandbook.wording.language import DEFAULT, Address


class Communicated(Content):
    """When and to whom the approach was communicated."""

    on: PartialDate | None = None
    to: Several[PlainText] = ()


class Approach(Content):
    """The declared approach and the reason for it."""

    kind: ApproachKind | None = None
    reason: PlainText = ""
    communicated: Annotated[Communicated, Meaning.PROJECT, NEWCOMERS] = Communicated()


class Company(Content):
    """Who the handbook is for."""

    name: PlainText = ""
    industry: PlainText = ""
    employees: WholeNumber | None = None
    headquarters: PlainText = ""
    locations: Countries = ()
    short: PlainText = ""
    article: Literal["der", "die", "das"] | None = None


class Classification(Labelled):
    """The label on every page and slide: one for everybody inside, or one for each audience."""

    applicants: PlainText = ""
    newcomers: PlainText = ""
    team: PlainText = ""
    management: PlainText = ""

    @model_serializer
    def _as_written(self) -> str | dict[str, str]:
        said = {name: str(text) for name, text in self if text}
        return self.value if said.keys() <= {"value"} else said

    def of(self, audience: Audience) -> str:
        """Return an audience's label: its own, else the one of those who see less than it does.

        Applicants never inherit what was written for people inside; "" where nothing is said.
        """
        if audience is Audience.APPLICANTS:
            return self.applicants
        inside = (self.newcomers, self.team, self.management)
        own = inside[: tuple(Audience).index(audience)]
        return next(filter(None, reversed(own)), self.value)

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in ("value", *Audience))


class Contact(Content):
    """Whom to ask."""

    name: Annotated[PersonName, EVERYBODY] = ""  # somebody must be there to ask
    role: PlainText = ""
    email: Annotated[MailAddress, EVERYBODY] = ""
    photo: Annotated[PlainText, Meaning.SETTING] = ""  # a picture below content/


class Programme(Content):
    """KAM as it runs already: since when. No introduction project is expected then."""

    since: PartialDate | None = None


class Accessibility(Content):
    """What a statement on accessibility says: how far it goes, what it lacks, who helps."""

    conformance: Literal["full", "partial", "none"] | None = None
    exceptions: Several[PlainText] = ()
    checked: PartialDate | None = None
    contact: Owner = ""


class Acceptance(Content):
    """A finding somebody accepted, with a reason and a day it must be looked at again."""

    identity = ("code",)

    code: PlainText = ""
    reason: PlainText = ""
    until: PartialDate | None = None
    path: PlainText = ""


class Thresholds(Content):
    """Limits of one check; a value means "more than", ``minimum`` means "less than"."""

    warning: Number | None = None
    error: Number | None = None
    hint: Number | None = None
    minimum: Number | None = None


class ChecksConfig(Content):
    """A company's own thresholds and accepted findings."""

    thresholds: dict[str, Thresholds] = Field(default_factory=dict)
    accepted: Several[Acceptance] = ()


class OwnQuestion(Item):
    """A guiding question of the company's own."""

    identity = ("id", "question")
    called = "question"

    dimension: DimensionId | None = None
    id: Identifier = ""
    question: PlainText = ""


class DeckSettings(Content):
    """A company's own storyline, by the names of slide templates; no content of its own."""

    leave_out: Several[SlideName] = ()
    order: Several[SlideName] = ()


class Acknowledgement(Content):
    """Raised by a person when everybody must confirm the handbook again."""

    version: PlainText = ""
    since: PartialDate | None = None


if TYPE_CHECKING:
    LanguageCode = str
else:  # a choice like any other, but read from the catalogue's files: one of those there are
    LanguageCode = Literal[languages()]


def _runs(programme: Any) -> bool:
    return isinstance(programme, dict) and bool(programme.get("since"))


class About(Content):
    """``handbook.yaml``: the company and the handbook itself."""

    @model_validator(mode="before")
    @classmethod
    def _in_operation(cls, data: Any) -> Any:
        """A programme that runs is in operation, unless somebody says otherwise."""
        if isinstance(data, dict) and not data.get("phase") and _runs(data.get("programme")):
            return {**data, "phase": Phase.OPERATION}
        return data

    company: Company = Company()
    title: PlainText = ""
    language: LanguageCode = DEFAULT.code
    address: Annotated[Address, Meaning.SETTING] = DEFAULT.address
    phase: Phase = Phase.CONCEPT
    approach: Approach = Approach()
    version: PlainText = ""
    status: Annotated[Literal["draft", "released"], Meaning.STATE] = "draft"
    date: PartialDate | None = None
    owner: Owner = ""
    review_by: PartialDate | None = None
    classification: Classification = Classification()
    contact: Contact = Contact()
    brand: Annotated[FolderName, Meaning.SETTING] = ""
    audience: Annotated[Audience, Meaning.SETTING] = Audience.NEWCOMERS
    checks: Annotated[ChecksConfig, Meaning.SETTING, MANAGEMENT] = ChecksConfig()
    sales_functions: Annotated[Several[PlainText], Meaning.SETTING] = ()
    questions: Several[OwnQuestion] = ()
    acknowledgement: Annotated[Acknowledgement, Meaning.SETTING] = Acknowledgement()
    hyphenation: Annotated[Several[PlainText], Meaning.SETTING] = ()
    deck: Annotated[DeckSettings, Meaning.SETTING] = DeckSettings()
    programme: Programme = Programme()
    privacy: PlainText = ""
    accessibility: Accessibility = Accessibility()
