"""What a process holds."""

import asyncio
import gc
import os
from pathlib import Path


def census() -> dict[str, int]:
    """Resident bytes and tasks of this process, after what nobody uses any more was collected, and
    its open file descriptors: sockets, files of SQLite databases, and others."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    descriptors = [_target(link) for link in Path("/proc/self/fd").iterdir()]
    sockets = sum(target.startswith("socket:") for target in descriptors)
    databases = sum(".sqlite3" in target for target in descriptors)
    return {
        "rss_bytes": pages * os.sysconf("SC_PAGE_SIZE"),
        "sockets": sockets,
        "databases": databases,
        "others": len(descriptors) - sockets - databases,
        "tasks": len(asyncio.all_tasks()),
    }


def _target(link: Path) -> str:
    try:
        return str(link.readlink())
    except OSError:
        # The folder's own, closed by now.
        return ""
