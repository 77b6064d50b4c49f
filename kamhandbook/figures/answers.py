"""The answer to a newcomer's question in a line."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kamhandbook.content.answers import Answer
from kamhandbook.content.base import AccountStatus
from kamhandbook.document.brief import in_brief
from kamhandbook.document.commonmark import parse
from kamhandbook.figures.base import Subject
from kamhandbook.figures.canvas import Canvas
from kamhandbook.wording.catalogue import NewcomerQuestion
from kamhandbook.wording.language import Language
from kamhandbook.wording.lists import enumerated
from kamhandbook.wording.numbers import counted, plural

FEW = 3  # names before the rest is counted


def answer_line(canvas: Canvas, question: NewcomerQuestion) -> str:
    """Return the answer: names where names are the answer, else its short text."""
    names = _NAMES[question.id](canvas) if question.id in _NAMES else ""
    return names or short_answer(canvas.subject, question.answers) or canvas.say("open")


def short_answer(subject: Subject, paths: Sequence[str]) -> str:
    """Return the first bullet, or the first sentence, of the first answer that is there."""
    for path in paths:
        answer = subject.edition.handbook.answer(*path.split("."))
        if answer.is_answered:
            return _in_short(answer, subject.language)
    return ""


def _in_short(answer: Answer, language: Language) -> str:
    return answer.short[0] if answer.short else in_brief(parse(answer.text), language)


def _accounts(canvas: Canvas) -> str:
    """Name the key accounts; whoever may not see names reads how many, and of which segments."""
    all_accounts = canvas.subject.edition.handbook.selection.key_accounts
    current = [
        account
        for account in all_accounts
        if account.status in (AccountStatus.PILOT, AccountStatus.ACTIVE)
    ]
    names = [account.name for account in current if account.name]
    if names or not current:
        return _listed(canvas, names)
    amount = counted(canvas.subject.language, len(current), "key_account", start=True)
    segments = list(dict.fromkeys(account.segment for account in current if account.segment))
    if not segments:
        return amount
    forms = canvas.choice("counted_by_segment")
    form = plural(canvas.subject.language, len(segments), forms)
    return form.format(amount=amount, segments=_listed(canvas, segments))


def _trainings(canvas: Canvas) -> str:
    trainings = canvas.subject.edition.handbook.people.trainings
    return _listed(
        canvas, [training.name for training in trainings if training.for_ == "key_account_managers"]
    )


def _tools(canvas: Canvas) -> str:
    return _listed(canvas, [tool.name for tool in canvas.subject.edition.handbook.tools.tools])


def _listed(canvas: Canvas, names: Sequence[str]) -> str:
    texts = [name for name in names if name]
    language = canvas.subject.language
    if len(texts) <= FEW + 1:
        return enumerated(language, texts)
    return f"{enumerated(language, texts[:FEW])} {canvas.count_text(len(texts) - FEW)}"


_NAMES: dict[str, Callable[[Canvas], str]] = {
    "accounts": _accounts,
    "trainings": _trainings,
    "tools": _tools,
}
