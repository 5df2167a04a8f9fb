"""A program's ears for the load generator: one order a line on standard input, one answer a line on
standard output, both JSON.

    {"id": 1, "do": "census", "with": {}}   →   {"id": 1, "gives": {…}} or {"id": 1, "fails": "…"}

The end of the input is the order to stop.
"""

import asyncio
import json
import socket
import sys
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    # The publisher takes orders, too, and serves nobody.
    import uvicorn

Handler = Callable[..., Awaitable[Any]]

_LONGEST_ORDER = 2**24


async def obey(handlers: dict[str, Handler]) -> None:
    """Carry out orders, each as soon as it comes, until the input ends."""
    reader = asyncio.StreamReader(limit=_LONGEST_ORDER)
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    running: set[asyncio.Task[None]] = set()
    while line := await reader.readline():
        order = json.loads(line)
        task = asyncio.create_task(_carry_out(handlers[order["do"]], order))
        running.add(task)
        task.add_done_callback(running.discard)
    for task in running:
        task.cancel()


async def serve(
    server: "uvicorn.Server", listener: socket.socket, handlers: dict[str, Handler]
) -> None:
    """Say where `server` listens, and carry out orders until the input or the server ends."""
    serving = asyncio.create_task(server.serve([listener]))
    say({"port": listener.getsockname()[1]})
    orders = asyncio.create_task(obey(handlers))
    await asyncio.wait({serving, orders}, return_when=asyncio.FIRST_COMPLETED)
    server.should_exit = True
    await serving
    orders.cancel()


async def _carry_out(handler: Handler, order: dict[str, Any]) -> None:
    try:
        answer = {"id": order["id"], "gives": await handler(**order["with"])}
    except Exception as error:  # noqa: BLE001 - whoever gave the order is told
        answer = {"id": order["id"], "fails": f"{type(error).__name__}: {error}"}
    say(answer)


def say(answer: dict[str, Any]) -> None:
    """One line for the generator."""
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()
