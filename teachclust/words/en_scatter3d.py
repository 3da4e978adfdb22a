"""English for the Scatter3D: its labels, captions and controls."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str]] = {
    "caption.scatter3d.axis": "{name} {low} to {high}",
    "caption.scatter3d.clusters": "{k} clusters: {sizes}",
    "scatter3d.title": "{x}, {y} and {z}",
    "scatter3d.noise": "noise",
    "scatter3d.all": "all points",
    "scatter3d.sample": (
        "Draws {shown} of {n} points, a random sample; sizes, means and ranges are of all."
    ),
    "scatter3d.far_centers": (
        "{far} of {k} centers lie far from the points and are not drawn: were they found in "
        "scaled features? Then take scaler.inverse_transform(centers)."
    ),
    "scatter3d.label": "Turning scatter of {title}",
    "scatter3d.count": "{n} points",
    "scatter3d.status": "turned {yaw}°, tilted {pitch}°",
    "scatter3d.status.front": "front: {x} across, {y} up",
    "scatter3d.status.side": "side: {x} across, {y} up",
    "scatter3d.status.top": "top: {x} across, {y} up",
    "scatter3d.turn": "Drag to turn, or use the arrow keys",
    "scatter3d.alt": (
        "{n} points in a cube of {x}, {y} and {z}, {of}. Turned by {yaw} degrees, tilted by "
        "{pitch}."
    ),
    "scatter3d.alt.all": "all of them in full color",
    "scatter3d.group": "{name} (label {label})",
    "scatter3d.row": "Row {row}",
    "scatter3d.center": "Center of {name}",
    "scatter3d.legend": "Clusters",
    "scatter3d.points": "{n} points",
    "scatter3d.point": "1 point",
    "scatter3d.single": "Single out {name}",
    "scatter3d.single.key": "Single out {name} ({key})",
    "scatter3d.profile": "Means of {name}",
    "scatter3d.profile.all": "Means of all points",
    "scatter3d.profile.range": "from {low} to {high}",
    "scatter3d.about.all": "{n} points:",
    "scatter3d.about.row": "Row {row}:",
    "scatter3d.told.all": "{k} clusters",
    "scatter3d.told.one": "1 cluster",
    "scatter3d.told.sizes": "the largest is {large} with {most}, the smallest {small} with {least}",
    "scatter3d.told.equal": "all of size {most}",
    "scatter3d.told.noise": "{noise} are noise",
    "scatter3d.told.alone": "means: {means}.",
    "scatter3d.told.group": "{size} of {n} points ({share}); means: {means}.",
    "scatter3d.told.row": "{values}; in {name}.",
    "scatter3d.told.row.noise": "{values}; noise.",
    "scatter3d.told.row.alone": "{values}.",
    "scatter3d.table": "The clusters as a table",
    "scatter3d.table.caption": "Sizes and means of {n} points",
    "scatter3d.table.cluster": "Cluster",
    "scatter3d.table.size": "Points",
    "scatter3d.table.mean": "{name}, mean",
    "scatter3d.tables": "table",
    "scatter3d.tables.title": "The clusters as a table (T)",
    "scatter3d.look": "Look from",
    "scatter3d.look.corner": "corner",
    "scatter3d.look.corner.title": "From a corner: all three features (V)",
    "scatter3d.look.front": "front",
    "scatter3d.look.front.title": "From the front: {x} across, {y} up (V)",
    "scatter3d.look.side": "side",
    "scatter3d.look.side.title": "From the side: {x} across, {y} up (V)",
    "scatter3d.look.top": "top",
    "scatter3d.look.top.title": "From the top: {x} across, {y} up (V)",
    "scatter3d.spin": "turn slowly",
    "scatter3d.spin.title": "Let the cube turn by itself (Space)",
    "scatter3d.spin.calm": "Your system asks for less motion: turn by hand",
    "scatter3d.everyone": "show all",
    "scatter3d.everyone.title": "Show all clusters in full color (0)",
    "keys.scatter3d.turn": "turn; with ⇧ farther",
    "keys.scatter3d.side": "next side",
    "keys.scatter3d.spin": "turn slowly, stop",
    "keys.scatter3d.single": "single out a cluster",
    "keys.scatter3d.all": "all clusters",
    "keys.scatter3d.rows": "row before, next row",
    "keys.scatter3d.ends": "first, last row",
}
