"""The gallery: pages with every Display and widget, made by running their examples.

A Display or widget without an example, or one whose example fails, stops the build.
"""

from __future__ import annotations

import doctest
import inspect
import json
import sys
import textwrap
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import teachclust
from teachclust.plots.notebook.rich_output import figure_png
from teachclust.plots.registry import DISPLAYS
from teachclust.widgets.base import Widget

#: what makes each kind of widget; the example of the first one that is one is run
WIDGETS = (
    "watch",
    "KLab",
    "compare",
    "compare_grid",
    "comparison_figure",
    "race",
    "build",
    "Predict",
    "PaletteLab",
    "Scatter3D",
    "SceneLab",
    "MetricLab",
    "Sandbox",
)
_CARD = """## {title}

{says}

```python
{code}
```

{picture}

{{py:obj}}`{name}`

"""


def setup(app: Any) -> dict[str, bool]:
    """Make the pages before the sources are read."""
    app.connect("config-inited", lambda app, config: write(Path(app.srcdir)))
    return {"parallel_read_safe": True}


def write(docs: Path) -> None:
    """Write the pages, pictures and playing widgets of the gallery."""
    import matplotlib as mpl

    mpl.use("agg")
    folder, play = docs / "gallery", docs / "_play" / "play"
    for one in (folder, play):
        one.mkdir(parents=True, exist_ok=True)
    (folder / "index.md").write_text(
        "# Gallery\n\n```{toctree}\n:maxdepth: 2\n\nwidgets\ndisplays\n```\n", encoding="utf-8"
    )
    displays = "".join(_display(name, where, folder) for name, where in sorted(DISPLAYS.items()))
    (folder / "displays.md").write_text(
        "# Displays\n\nPictures for paper and notebooks, in scikit-learn's conventions. Each is "
        f"what its example draws, and has its alternative text.\n\n{displays}",
        encoding="utf-8",
    )
    widgets = "".join(_widget(name, play) for name in WIDGETS if name in teachclust.__all__)
    (folder / "widgets.md").write_text(
        "# Widgets\n\nEach plays here as in an exported page: what needs Python, such as dragging "
        f"a center, works in a notebook.\n\n{widgets}",
        encoding="utf-8",
    )


def example_of(thing: Any) -> tuple[str, list[Any]]:
    """Return the code of a docstring's example, and what its lines gave and named, the last first.

    It ends at the first expression that is a widget.
    """
    lines: list[str] = []
    values: list[Any] = []
    names: dict[str, Any] = {}
    for one in doctest.DocTestParser().get_examples(inspect.getdoc(thing) or ""):
        source = one.source.replace("  # doctest: +SKIP", "").strip("\n")
        try:
            asked = compile(source, "example", "eval")
        except SyntaxError:
            lines.append(source)
            exec(compile(source, "example", "exec"), names)
            continue
        values.append(eval(asked, names))  # noqa: S307, the code is ours
        if hasattr(values[-1], "_repr_mimebundle_"):
            lines.append(source)  # numbers that a doctest looks at are not part of the picture
        if isinstance(values[-1], Widget):
            break
    imports = [line for line in lines if line.startswith(("import ", "from "))]
    code = "\n".join([*imports, "", *(line for line in lines if line not in imports)])
    return code, [*reversed(values), *reversed(list(names.values()))]


def _first(values: list[Any], kind: type) -> Iterator[Any]:
    return (one for one in values if isinstance(one, kind))


def _display(name: str, where: str, folder: Path) -> str:
    """Run a Display's example; write its picture and return its part of the page."""
    import matplotlib.pyplot as plt

    module, _, word = where.partition(":")
    kind = getattr(import_module(module), word)
    print(f"gallery: {name}", file=sys.stderr)
    code, values = example_of(kind)
    display = next(_first(values, kind))
    (folder / f"{name}.png").write_bytes(figure_png(display.figure_))
    plt.close("all")
    alt = json.dumps(" ".join(display.alt.split()), ensure_ascii=False)
    picture = f"```{{image}} {name}.png\n:alt: {alt}\n:class: gallery-picture\n```"
    return _part(name, f"teachclust.plots.{name}", kind, code, picture)


def _widget(name: str, play: Path) -> str:
    """Run the example of what makes a widget; write its page and return its part."""
    maker = getattr(teachclust, name)
    print(f"gallery: {name}", file=sys.stderr)
    code, values = example_of(maker)
    widget = next(_first(values, Widget))
    widget.save_html(play / f"{name}.html", f"Example of {name}")
    frame = f'<iframe class="gallery-widget" src="../play/{name}.html" title="Example of {name}" '
    picture = f'```{{raw}} html\n{frame}loading="lazy"></iframe>\n```\n'
    return _part(name, f"teachclust.{name}", maker, code, picture)


def _part(title: str, name: str, thing: Any, code: str, picture: str) -> str:
    says = textwrap.dedent(inspect.getdoc(thing) or "").partition("\n")[0]
    return _CARD.format(title=title, says=says, code=code, picture=picture, name=name)
