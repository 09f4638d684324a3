"""Which model does the work: the one named, or the best that is here and that this machine bears.

Raises `ModelError`: ``model.unknown``, ``model.missing``, ``model.role``, ``model.language``,
``model.memory``; each carries the line to type where one helps.
"""

from __future__ import annotations

from collections.abc import Sequence

from readreel.catalogue import store
from readreel.catalogue.manifest import Entry, Role, catalogue, starters
from readreel.catalogue.store import InstalledModel
from readreel.core.errors import ModelError
from readreel.core.hardware import Machine, machine

AUTO = "auto"


def choose_listener(
    name: str = AUTO, language: str = AUTO, on: Machine | None = None
) -> InstalledModel:
    """The model that listens; ``language`` (ISO 639-1 or auto) must be one that it knows."""
    if name != AUTO:
        model = _named(name, "listener")
        if not knows(model, language):
            raise ModelError("model.language", name=name, language=language)
        return model
    found = [model for model in store.installed() if model.role == "listener"]
    if not any(knows(model, language) for model in found):
        if (
            any(language in catalogue().spoken(entry) for entry in starters("listener"))
            or not found
        ):
            raise store.missing(starters("listener")[-1].name)
        raise ModelError("model.language", name=found[-1].name, language=language)
    return best([model for model in found if knows(model, language)], on or machine())


def choose_writer(name: str = AUTO, on: Machine | None = None) -> InstalledModel:
    """The model that writes. ``none`` (no model at all) is for the caller to know."""
    if name != AUTO:
        return _named(name, "writer")
    found = [model for model in store.installed() if model.role == "writer"]
    if not found:
        raise store.missing(starters("writer")[-1].name)
    return best(found, on or machine())


def best(models: Sequence[InstalledModel], on: Machine) -> InstalledModel:
    """The highest-ranked model that fits the memory and is fast enough; else the lightest that fits."""
    fitting = [model for model in models if model.memory <= on.memory_bytes]
    if not fitting:
        least = min(models, key=lambda model: model.memory)
        raise ModelError(
            "model.memory", name=least.name, needed=_gb(least.memory), free=_gb(on.memory_bytes)
        )
    quick = [model for model in fitting if fast_enough(model, on)]
    if quick:
        return max(quick, key=lambda model: (model.rank, model.name))
    return min(fitting, key=lambda model: (model.cores, model.memory, model.name))


def fast_enough(model: InstalledModel | Entry, on: Machine) -> bool:
    """Whether a GPU that the model's engine can use is there, or enough processor cores."""
    gpu = on.listener_gpu if model.engine == "whisper" else on.writer_gpu
    return gpu or on.physical_cores >= model.cores


def knows(model: InstalledModel, language: str) -> bool:
    """Whether a model knows a language; one that names no languages is taken at its word."""
    return language == AUTO or not model.languages or language in model.languages


def _named(name: str, role: Role) -> InstalledModel:
    model = store.find(name)
    if model is None:
        listed = catalogue().find(name)
        if listed is not None and listed.role != role:
            raise ModelError("model.role", name=name, role=listed.role, wanted=role)
        raise store.missing(name)
    if model.role != role:
        raise ModelError("model.role", name=name, role=model.role, wanted=role)
    return model


def _gb(amount: int) -> str:
    return f"{amount / 1e9:.1f} GB"
