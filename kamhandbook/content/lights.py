"""The traffic light of a KPI: at its target, near it, far from it, or not to be measured."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from kamhandbook.content.handbook import Handbook
from kamhandbook.content.progress import Progress, progress_of
from kamhandbook.content.steering import Kpi
from kamhandbook.wording.language import Language

#: Near: half of the way is made; without a start, at most a quarter of the target is missing.
_HALF_WAY = 0.5
_QUARTER = 0.25


class Light(StrEnum):
    """How a KPI stands against its target."""

    REACHED = "reached"
    NEAR = "near"
    FAR = "far"
    UNKNOWN = "unknown"


class KpiLight(Struct, frozen=True):
    """A KPI with its light and its place in the company's list.

    ``progress`` is None where its figures cannot be compared.
    """

    index: int
    kpi: Kpi
    light: Light
    progress: Progress | None = None


def kpi_lights(handbook: Handbook, language: Language) -> tuple[KpiLight, ...]:
    """Return every KPI with its light, in the company's order."""
    read = [(kpi, progress_of(kpi, language)) for kpi in handbook.steering.kpis]
    return tuple(
        KpiLight(index, kpi, _light(progress), progress)
        for index, (kpi, progress) in enumerate(read)
        if kpi.name
    )


def _light(progress: Progress | None) -> Light:
    if progress is None or progress.is_reached is None:
        return Light.UNKNOWN
    if progress.is_reached:
        return Light.REACHED
    if progress.share is not None:
        return Light.NEAR if progress.share >= _HALF_WAY else Light.FAR
    is_close = progress.gap <= _QUARTER * abs(progress.target)
    return Light.NEAR if is_close else Light.FAR
