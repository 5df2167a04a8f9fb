"""What a stream waits for."""

import asyncio

from starlette.types import Receive


class Wake:
    """Lets one task wait for calls from elsewhere on its loop and for its client's departure.

    ASGI tells of a departure only to a task that awaits `receive`. A second task for that would
    cost each stream 2 KB; so there is one, whose wait is broken off by a call and begun again.
    """

    __slots__ = ("_called", "_wait")

    def __init__(self) -> None:
        self._called = False
        self._wait: asyncio.Timeout | None = None

    @property
    def is_waiting(self) -> bool:
        """Somebody waits, and has not been called."""
        return self._wait is not None

    def __call__(self) -> None:
        """End the present wait, or the next one before it begins."""
        self._called = True
        if self._wait is not None:
            wait, self._wait = self._wait, None
            wait.reschedule(0)

    async def wait(self, receive: Receive) -> bool:
        """Until this is called; or True, once the client has left."""
        try:
            if not self._called:
                async with asyncio.timeout(None) as self._wait:
                    # As `departure`, whose frame would live as long as the stream.
                    while (await receive())["type"] != "http.disconnect":
                        pass
                    return True
        except TimeoutError:
            pass
        finally:
            self._wait = None
        self._called = False
        return False


async def departure(receive: Receive) -> None:
    """Until the client has left."""
    while (await receive())["type"] != "http.disconnect":
        pass
