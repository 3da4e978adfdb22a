"""Lists read off the sources: a name is documented by being public, a guide by being there."""

from __future__ import annotations

import inspect
import re
from importlib import import_module
from pathlib import Path
from typing import Any

#: modules with public names, and what they are about
MODULES = {
    "teachclust": "Watch, trace, compare",
    "teachclust.plots": "Displays",
    "teachclust.datasets": "Data sets",
    "teachclust.cluster": "Estimators that scikit-learn lacks",
    "teachclust.scores": "Scores, and the number of clusters",
    "teachclust.traces": "Traces, and algorithms of your own",
    "teachclust.images": "Pictures and rasters",
    "teachclust.earth": "Land cover",
    "teachclust.lessons": "In a lesson",
}

#: guides in the order in which they are read; others follow
GUIDES = (
    *("teaching", "hub", "zero_install", "adding_an_algorithm", "record"),
    *("accessibility", "where_it_runs", "measured"),
)
#: pages that stand in the bar
PLACES = {"index", "install", "changelog"}


def setup(app: Any) -> dict[str, bool]:
    """Write the list before the sources are read."""
    app.connect("config-inited", lambda app, config: write(Path(app.srcdir)))
    app.setup_extension("sphinx.ext.autodoc")
    # after numpydoc, whose priority is 500
    app.connect("autodoc-process-docstring", _keep_underscores, priority=600)
    return {"parallel_read_safe": True}


def write(docs: Path) -> None:
    """Write ``api/index.rst`` and ``guides/index.md``."""
    _write_guides(docs)
    title = "API reference"
    parts = [f"{title}\n{'=' * len(title)}\n"]
    for module, about in MODULES.items():
        names = [name for name in import_module(module).__all__ if _is_documented(module, name)]
        listed = "\n".join(f"   {name}" for name in sorted(names, key=str.lower))
        parts.append(
            f"{about}\n{'-' * len(about)}\n\n``{module}``\n\n.. currentmodule:: {module}\n\n"
            f".. autosummary::\n   :toctree: generated\n\n{listed}\n"
        )
    (docs / "api").mkdir(exist_ok=True)
    (docs / "api" / "index.rst").write_text("\n".join(parts), encoding="utf-8")


def _write_guides(docs: Path) -> None:
    there = {page.stem for page in docs.glob("*.md")} - PLACES
    ordered = [name for name in GUIDES if name in there] + sorted(there.difference(GUIDES))
    (docs / "guides").mkdir(exist_ok=True)
    listed = "\n".join(f"../{name}" for name in ordered)
    (docs / "guides" / "index.md").write_text(
        f"# Guides\n\n```{{toctree}}\n:maxdepth: 1\n\n{listed}\n```\n", encoding="utf-8"
    )


def _is_documented(module: str, name: str) -> bool:
    """Tell whether a name is a class or function, and at home in this module.

    What the package itself has stands there; what two modules have stands where it is defined.
    """
    thing = getattr(import_module(module), name)
    if not (isinstance(thing, type) or inspect.isroutine(thing)):
        return False
    if module == "teachclust":
        return True
    homes = [one for one in MODULES if getattr(import_module(one), name, None) is thing]
    return homes == [module] or ("teachclust" not in homes and thing.__module__.startswith(module))


def _keep_underscores(
    _app: Any, _what: str, _name: str, _obj: Any, _o: Any, lines: list[str]
) -> None:
    """Keep "of shape (n_clusters_, n_features)" from being read as a link."""
    lines[:] = [
        re.sub(r"_(?=[,)])", r"\\_", line) if " of shape (" in line else line for line in lines
    ]
