"""The whole handbook: every file of ``content/`` as one frozen tree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, get_args

from pydantic import BaseModel, ConfigDict, Field

from kamhandbook.content.answers import Answer, Answers
from kamhandbook.content.base import Content, DimensionId, Phase
from kamhandbook.content.goals import Goals
from kamhandbook.content.handbook_file import About
from kamhandbook.content.introduction import Introduction
from kamhandbook.content.iteration import Iteration
from kamhandbook.content.meanings import NEWCOMERS
from kamhandbook.content.organisation import Organisation
from kamhandbook.content.people import People
from kamhandbook.content.rules import Rules
from kamhandbook.content.selection import Selection
from kamhandbook.content.services import Services
from kamhandbook.content.steering import Steering
from kamhandbook.content.tools import Tools
from kamhandbook.wording.language import Language

DIMENSIONS: tuple[str, ...] = get_args(DimensionId)

FILES: dict[str, type[Content]] = {
    "handbook": About,
    "goals": Goals,
    "selection": Selection,
    "services": Services,
    "organisation": Organisation,
    "people": People,
    "rules": Rules,
    "tools": Tools,
    "steering": Steering,
    "introduction": Introduction,
}

# Every kind of file, the records of iterations among them.
PARTS: dict[str, type[Content]] = {**FILES, "iteration": Iteration}


def file_name(part: str) -> str:
    """Return the file in ``content/`` that holds ``part``, a key of ``FILES``."""
    number = f"{DIMENSIONS.index(part) + 1}-" if part in DIMENSIONS else ""
    return f"{number}{part}.yaml"


class Handbook(BaseModel):
    """A company's answers; the first path segment of everything is a field name of this class."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    handbook: About = About()
    goals: Goals = Goals()
    selection: Selection = Selection()
    services: Services = Services()
    organisation: Organisation = Organisation()
    people: People = People()
    rules: Rules = Rules()
    tools: Tools = Tools()
    steering: Steering = Steering()
    introduction: Introduction = Introduction()
    iterations: Annotated[tuple[Iteration, ...], NEWCOMERS] = ()
    # Questions whose answers were cut away, as (dimension, question): they are not asked here.
    withheld_questions: Annotated[tuple[tuple[str, str], ...], Field(exclude=True)] = ()

    @property
    def language(self) -> Language:
        """The language of the answers, and of everything around them."""
        return Language(self.handbook.language, self.handbook.address)

    def answers(self, dimension: str) -> Answers:
        """Return the answers of a dimension by question id."""
        answers: Answers = getattr(self, dimension).answers
        return answers

    def answer(self, dimension: str, question: str) -> Answer:
        """Return one answer; an empty one when nothing is written yet."""
        return self.answers(dimension).get(question, Answer())

    def all_answers(self) -> Iterator[tuple[str, str, Answer]]:
        """Yield every written answer as (dimension, question, answer), top to bottom."""
        for dimension in DIMENSIONS:
            for question, answer in self.answers(dimension).items():
                yield dimension, question, answer

    @property
    def last_iteration(self) -> int:
        """The number of the last closed iteration; 0 before the first.

        A record without ``end`` is one at work, unless nobody writes ends at all.
        """
        ended = [iteration for iteration in self.iterations if iteration.end]
        return max((iteration.number or 0 for iteration in ended or self.iterations), default=0)

    @property
    def iteration_at_work(self) -> int:
        """The last closed iteration, plus one while prototyping lasts; 0 before the first."""
        return self.last_iteration + (self.handbook.phase is Phase.PROTOTYPING)
