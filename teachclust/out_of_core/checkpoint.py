"""A file that keeps how far a fit in chunks came. It holds numbers and text, and runs no code."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any, Final

import numpy as np

from teachclust.checks import display_name
from teachclust.errors import LearnerError

_FORMAT: Final = "teachclust chunked fit 1"


def write_checkpoint(path: Path, facts: dict[str, Any], model: Any, place: dict[str, int]) -> None:
    """Write the state of a fit; an older file stays until the new one is whole.

    Parameters
    ----------
    path : Path
        The file.
    facts : dict
        What must be the same for the fit to go on, ready for JSON.
    model : estimator
        Its fitted attributes must be arrays, numbers, text or a RandomState.
    place : dict of str to int
        How far it came.

    Raises
    ------
    LearnerError
        If the estimator holds something else, such as the tree of a Birch.
    """
    arrays: dict[str, Any] = {}
    plain: dict[str, Any] = {}
    params = model.get_params(deep=False)
    for name, value in vars(model).items():
        if name in params:
            continue
        if isinstance(value, np.random.RandomState):
            kind, keys, *rest = value.get_state(legacy=True)
            arrays[name] = keys
            plain[name] = {"generator": [kind, *rest]}
        elif isinstance(value, np.ndarray) and value.dtype.kind in "biuf":
            arrays[name] = value
        elif isinstance(value, np.ndarray) and all(isinstance(one, str) for one in value.ravel()):
            plain[name] = {"texts": value.tolist()}
        elif value is None or isinstance(value, bool | int | float | str):
            plain[name] = {"value": value}
        elif isinstance(value, np.bool_ | np.integer | np.floating):
            plain[name] = {"value": value.item()}
        elif not callable(value):
            raise LearnerError(
                f"A {type(model).__name__} can't be kept in a checkpoint",
                where=f"{name} is a {display_name(type(value).__name__)}",
                why="The file holds arrays, numbers and text.",
                fix="checkpoint = None",
            )
    head = {"format": _FORMAT, "facts": facts, "plain": plain, "place": place}
    half = path.with_name(f".{path.name}.half")
    try:
        with half.open("wb") as file:
            np.savez(file, _head=np.array(json.dumps(head)), **arrays)
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)


def read_checkpoint(path: Path) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """Return the facts, the fitted attributes and the place of a checkpoint.

    Parameters
    ----------
    path : Path
        A file of `write_checkpoint`.

    Returns
    -------
    facts, state : dict
        What must be the same, and attributes of the estimator.
    place : dict of str to int
        How far it came.

    Raises
    ------
    LearnerError
        If the file isn't a checkpoint, or is damaged.
    """
    try:
        with np.load(path, allow_pickle=False) as file:
            head = json.loads(str(file["_head"]))
            if head["format"] != _FORMAT:
                raise ValueError("it has another format")
            state: dict[str, Any] = {name: file[name] for name in file.files if name != "_head"}
        for name, kept in head["plain"].items():
            if "generator" in kept:
                kind, *rest = kept["generator"]
                state[name] = _generator(kind, state[name], rest)
            elif "texts" in kept:
                state[name] = np.array(kept["texts"], dtype=object)
            else:
                state[name] = kept["value"]
        place = {name: int(head["place"][name]) for name in ("n_rows", "passes", "chunk")}
        return dict(head["facts"]), state, place
    except (ValueError, KeyError, TypeError, OSError, EOFError, zipfile.BadZipFile) as error:
        raise LearnerError(
            "The file isn't a checkpoint, or it is damaged",
            where=display_name(path.name),
            why=display_name(f"{type(error).__name__}: {error}"),
            fix='checkpoint = "another.npz"',
        ) from error


def _generator(kind: str, keys: Any, rest: list[Any]) -> np.random.RandomState:
    generator = np.random.RandomState()
    generator.set_state((kind, keys, *rest))
    return generator
