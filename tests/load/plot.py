"""Draws what results.json has: `plot.py results.json results.png`."""

import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

# In the environment of plots, not in that of the checks.
import matplotlib as mpl  # type: ignore[import-not-found]
from matplotlib import pyplot as plt

mpl.use("agg")

OURS, PEER, BOUND = "#0b6e4f", "#c8553d", "#8d99ae"
NAMES = {"ours": "this service", "peer": "sse-starlette"}
COLOURS = {"ours": OURS, "peer": PEER}
MEGABYTE = 2**20


def main(results: dict[str, Any], picture: Path) -> None:
    drawings: list[tuple[str, Callable[..., None]]] = [
        ("own", partial(latency, what="latencies", title="Update, 1,000 own sessions", aim_ms=1)),
        ("broadcast", partial(latency, what="latencies", title="Update to 1,000", aim_ms=25)),
        ("storm", partial(latency, what="firstBytes", title="First byte, 300 new/s", aim_ms=65)),
        ("memory", memory),
        ("processes", processes),
        ("churn", churn),
    ]
    found = results["scenarios"]
    drawings = [(name, draw) for name, draw in drawings if name in found]
    columns = min(3, len(drawings))
    rows = -(-len(drawings) // columns)
    plt.rcParams.update({"font.size": 9, "axes.titlesize": 10, "axes.titleweight": "bold"})
    figure, grid = plt.subplots(
        rows,
        columns,
        figsize=(4.4 * columns, 3.4 * rows + 0.4),
        squeeze=False,
        layout="constrained",
    )
    for axes in grid.flat[len(drawings) :]:
        axes.remove()
    for axes, (name, draw) in zip(grid.flat, drawings, strict=False):
        draw(axes, found[name])
        if axes.get_xscale() == "linear":
            axes.xaxis.set_major_locator(mpl.ticker.MaxNLocator(6, integer=True))
            axes.xaxis.set_major_formatter(mpl.ticker.StrMethodFormatter("{x:,.0f}"))
            axes.yaxis.set_major_formatter(mpl.ticker.StrMethodFormatter("{x:,.0f}"))
        axes.grid(visible=True, alpha=0.25, linewidth=0.6)
        axes.spines[["top", "right"]].set_visible(False)
    machine = results["machine"]
    figure.suptitle(
        f"{results['command']} · {results['date'][:10]} · {machine['cores']} cores, "
        f"Python {machine['service']['Python']}",
        fontsize=9,
        color="#444",
    )
    figure.savefig(picture, dpi=144)


def latency(axes: Any, of: dict[str, Any], *, what: str, title: str, aim_ms: float) -> None:
    """How many are at least so late: the tail is what is looked for."""
    for name, one in of.items():
        later = [(ms, 1 - part) for part, ms in one[what] if part < 1]
        axes.plot(
            [ms for ms, _ in later],
            [part * 100 for _, part in later],
            color=COLOURS[name],
            label=NAMES[name],
        )
    axes.set(xscale="log", yscale="log", ylim=(0.1, 110), title=title)
    axes.set(xlabel="milliseconds", ylabel="% that are later")
    axes.axhline(1, color=BOUND, linewidth=0.8, linestyle=":")
    axes.axvline(aim_ms, color=BOUND, linewidth=0.8, linestyle="--")
    axes.annotate(
        "aim of p99", (aim_ms, 0.12), xytext=(3, 0), textcoords="offset points", color="#5b6677"
    )
    axes.set_yticks([0.1, 1, 10, 100], ["0.1", "1", "10", "100"])
    axes.xaxis.set_major_formatter(mpl.ticker.FuncFormatter(lambda value, _: f"{value:g}"))
    axes.legend(frameon=False)


def memory(axes: Any, of: dict[str, Any]) -> None:
    for name, one in of.items():
        streams, rss = zip(*one["points"], strict=True)
        axes.plot(
            streams,
            [value / MEGABYTE for value in rss],
            marker="o",
            markersize=3,
            color=COLOURS[name],
            label=f"{NAMES[name]}: {one['bytesPerStream'] / 1024:.1f} KB a stream",
        )
    axes.set(title="Memory of one process", xlabel="open streams", ylabel="resident MB")
    axes.set_ylim(bottom=0)
    axes.legend(frameon=False)


def processes(axes: Any, of: dict[str, Any]) -> None:
    """The best of the rounds at each rate: what is in the way of the others is not the service."""
    best: dict[int, dict[float, float]] = {}
    for step in of["ours"]["steps"]:
        line = best.setdefault(step["apis"], {})
        wanted = step["perSecond"] * step["watchers"]
        line[wanted] = max(step["deliveredPerSecond"], line.get(wanted, 0))
    for apis, line in best.items():
        wanted = sorted(line)
        axes.plot(
            wanted,
            [line[one] for one in wanted],
            marker="o",
            markersize=3,
            color=OURS if apis > 1 else "#62b6a0",
            label=f"{apis} API process{'es' if apis > 1 else ''}",
        )
    most = max(max(line) for line in best.values())
    axes.plot([0, most], [0, most], color=BOUND, linewidth=0.8, linestyle="--", label="all of them")
    axes.set(title="Behind nginx, over Redis", xlabel="updates by watchers, a second")
    axes.set_ylabel("delivered a second")
    axes.set_ylim(0, 1.15 * max(max(line.values()) for line in best.values()))
    axes.legend(frameon=False, loc="lower right")


def churn(axes: Any, of: dict[str, Any]) -> None:
    rounds = of["ours"]["rounds"]
    axes.plot(
        range(len(rounds)),
        [one["rss_bytes"] / MEGABYTE for one in rounds],
        marker="o",
        markersize=3,
        color=OURS,
    )
    axes.set(title="After each round of connecting and leaving", xlabel="rounds of 1,000 streams")
    axes.set_ylabel("resident MB, no stream open")
    axes.set_ylim(0, 1.2 * max(one["rss_bytes"] for one in rounds) / MEGABYTE)


if __name__ == "__main__":
    main(json.loads(Path(sys.argv[1]).read_text()), Path(sys.argv[2]))
