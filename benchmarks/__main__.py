"""One command: measure everything, or the parts that are named, and write the table."""

from __future__ import annotations

import argparse

from benchmarks import (
    browser,
    classroom,
    cobweb,
    compare,
    dendrogram,
    earth_file,
    families,
    hub,
    k_medoids,
    k_scan,
    land_cover,
    lesson_mnist,
    metric_lab,
    mnist_like,
    out_of_core,
    palette,
    report,
    sandbox,
    silhouettes,
    size,
    start,
    steppers,
    traces,
    weka,
)

PARTS = {
    "traces": traces,
    "families": families,
    "silhouettes": silhouettes,
    "k_medoids": k_medoids,
    "k_scan": k_scan,
    "land_cover": land_cover,
    "dendrogram": dendrogram,
    "mnist_like": mnist_like,
    "lesson_mnist": lesson_mnist,
    "start": start,
    "size": size,
    "browser": browser,
    "steppers": steppers,
    "compare": compare,
    "palette": palette,
    "metric_lab": metric_lab,
    "sandbox": sandbox,
    "earth_file": earth_file,
    "out_of_core": out_of_core,
    "cobweb": cobweb,
    "weka": weka,
    "classroom": classroom,
    "hub": hub,
}
#: takes long, and is measured where it's named
NAMED = ("classroom", "hub")

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], default=[])
    parser.add_argument("--quick", action="store_true", help="fewer turns; figures are rough")
    asked = parser.parse_args()
    rows = []
    for name in asked.parts or [part for part in PARTS if part not in NAMED]:
        for row in PARTS[name].run(asked.quick):
            print(f"{row.what}: {row.figure} (target: {row.target})", flush=True)
            rows.append(row)
    if not asked.quick:
        (report.update if asked.parts else report.write)(rows)
