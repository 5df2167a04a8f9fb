"""Draws what scenarios want drawn: `dots.py plots.json FOLDER` writes FOLDER/NAME.svg for each."""

import json
import statistics
import sys
from pathlib import Path
from typing import Any

# In the environment of plots, not in that of the checks.
import matplotlib as mpl  # type: ignore[import-not-found]
from matplotlib import pyplot as plt

mpl.use("agg")

OURS, PEER, AIM = "#0b6e4f", "#c8553d", "#5b6677"
ROW_INCHES, FRAME_INCHES, WIDTH_INCHES = 0.3, 0.95, 7.2


def main(wanted: dict[str, list[dict[str, Any]]], folder: Path) -> None:
    # Letters stay letters, and the same figures give the same bytes.
    mpl.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "bench", "font.size": 9})
    for name, plots in wanted.items():
        draw(plots, folder / f"{name}.svg")


def draw(plots: list[dict[str, Any]], picture: Path) -> None:
    heights = [ROW_INCHES * len(plot["rows"]) + FRAME_INCHES for plot in plots]
    figure, grid = plt.subplots(
        len(plots),
        1,
        figsize=(WIDTH_INCHES, sum(heights)),
        height_ratios=heights,
        squeeze=False,
        layout="constrained",
    )
    for axes, plot in zip(grid.flat, plots, strict=True):
        dots(axes, plot)
    figure.savefig(picture, metadata={"Date": None}, transparent=False)
    plt.close(figure)


def dots(axes: Any, plot: dict[str, Any]) -> None:
    rows = plot["rows"][::-1]
    for at, row in enumerate(rows):
        # What never came has no place on the axis; its row says so.
        values = [value for value in row["values"] if value is not None]
        colour = OURS if row["isOurs"] else PEER
        axes.scatter(values, [at] * len(values), s=16, color=colour, alpha=0.45, linewidths=0)
        if values:
            median = statistics.median_low(values)
            axes.plot([median, median], [at - 0.32, at + 0.32], color=colour, linewidth=2)
        if len(values) < len(row["values"]):
            axes.annotate(
                "never" if not values else "not always",
                (1, at),
                xycoords=("axes fraction", "data"),
                xytext=(-4, 0),
                textcoords="offset points",
                ha="right",
                va="center",
                color=colour,
            )
    axes.set_yticks(range(len(rows)), [row["label"] for row in rows])
    axes.set_ylim(-0.6, len(rows) - 0.4)
    axes.set_xscale(plot["scale"])
    axes.xaxis.set_major_formatter(mpl.ticker.FuncFormatter(lambda value, _: f"{value:,g}"))
    if plot["scale"] == "linear":
        axes.set_xlim(left=0)
    axes.set_title(plot["title"], loc="left", fontsize=10, fontweight="bold")
    axes.set_xlabel(plot["unit"])
    if plot["aim"] is not None:
        axes.axvline(plot["aim"], color=AIM, linewidth=0.9, linestyle="--")
        axes.annotate(
            "aim",
            (plot["aim"], len(rows) - 0.6),
            xytext=(3, 0),
            color=AIM,
            fontsize=8,
            textcoords="offset points",
        )
    axes.grid(visible=True, axis="x", alpha=0.25, linewidth=0.6)
    axes.spines[["top", "right"]].set_visible(False)


if __name__ == "__main__":
    main(json.loads(Path(sys.argv[1]).read_text()), Path(sys.argv[2]))
