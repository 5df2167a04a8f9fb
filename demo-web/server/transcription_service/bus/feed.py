"""The one subscription of a process at Redis: all its sessions' channels on one connection."""

import asyncio
import contextlib
import logging
import random
from collections import Counter
from collections.abc import Awaitable, Callable

from redis.asyncio import Connection
from redis.exceptions import RedisError

from transcription_service.bus.port import Deliver
from transcription_service.models.status import TranscriptionStatus
from transcription_service.redis_link import RedisLink, StoreUnavailable

logger = logging.getLogger(__name__)

_RECONNECT_S = (0.05, 0.5)
"""Between two trials to connect, at random, so that processes do not come back in step."""

_BATCH = 200
"""Sessions that are read again at a time."""


class _Lost(Exception):
    """The connection hangs: it is there, and says nothing."""


class _Channel:
    """Who listens to a session here."""

    def __init__(self, session_id: str) -> None:
        self.session_id = session_id
        self.listeners: list[Deliver] = []
        self.confirmed = asyncio.Event()


class Feed:
    """Delivers what comes on the channels of those sessions that are listened to.

    Lives on the event loop of its first listener. A connection that breaks, or does not answer a
    PING within the link's time-out, is replaced; then all sessions are subscribed and read again,
    so that what was missed meanwhile is delivered in their last status.
    """

    def __init__(
        self,
        link: RedisLink,
        channel_of: Callable[[str], str],
        snapshots: Callable[[list[str]], Awaitable[list[TranscriptionStatus]]],
    ) -> None:
        self._link = link
        self._channel_of = channel_of
        self._snapshots = snapshots
        self._channels: dict[str, _Channel] = {}
        self._task: asyncio.Task[None] | None = None
        self._connection: Connection | None = None
        # SUBSCRIBEs under way, by name: of two in a row, only the second one's answer counts.
        self._awaited: Counter[str] = Counter()
        self._missed: set[str] = set()
        self.reconnects = 0
        """How often the connection was made anew."""

    async def listen(self, session_id: str, deliver: Deliver) -> None:
        """Returns when Redis has acknowledged the subscription: from then on nothing is missed.

        Raises StoreUnavailable when it does not in time.
        """
        if self._task is None:
            self._task = asyncio.create_task(self._run())
        name = self._channel_of(session_id)
        channel = self._channels.get(name)
        if channel is None:
            channel = self._channels[name] = _Channel(session_id)
            await self._ask("SUBSCRIBE", name)
        channel.listeners.append(deliver)
        try:
            async with asyncio.timeout(self._link.timeout_s):
                await channel.confirmed.wait()
        except BaseException as error:
            await self.unlisten(session_id, deliver)
            if isinstance(error, TimeoutError):
                raise StoreUnavailable("Redis does not acknowledge a subscription") from error
            raise

    async def unlisten(self, session_id: str, deliver: Deliver) -> None:
        name = self._channel_of(session_id)
        channel = self._channels.get(name)
        if channel is None or deliver not in channel.listeners:
            return
        channel.listeners.remove(deliver)
        if not channel.listeners:
            del self._channels[name]
            await self._ask("UNSUBSCRIBE", name)

    async def close(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
            self._task = None
        self._channels.clear()

    async def _ask(self, command: str, *names: str) -> None:
        connection = self._connection
        if connection is None:
            # Once there is one again, it subscribes to all that are listened to then.
            return
        if command == "SUBSCRIBE":
            self._awaited.update(names)
        with contextlib.suppress(RedisError, OSError):
            # What is broken, the reader finds out as well.
            await connection.send_command(command, *names, check_health=False)

    async def _run(self) -> None:
        was_reached = True
        while True:
            connection = self._link.new_connection()
            try:
                await connection.connect()  # type: ignore[no-untyped-call] # untyped there
                if not was_reached:
                    logger.warning("Redis answers again")
                    self.reconnects += 1
                was_reached = True
                await self._follow(connection)
            except (RedisError, OSError, StoreUnavailable, _Lost) as error:
                if was_reached:
                    logger.warning("the subscription at Redis is interrupted: %s", error)
                was_reached = False
            except Exception:
                # Without this task no stream would ever hear of anything again.
                logger.exception("the subscription at Redis met something unforeseen")
            finally:
                self._connection = None
                # At once: what hangs would not take a farewell.
                await connection.disconnect(nowait=True)
            await asyncio.sleep(random.uniform(*_RECONNECT_S))

    async def _follow(self, connection: Connection) -> None:
        self._awaited.clear()
        self._connection = connection
        names = list(self._channels)
        # Those that waited for their first subscription read for themselves.
        self._missed = {name for name in names if self._channels[name].confirmed.is_set()}
        if names:
            await self._ask("SUBSCRIBE", *names)
        is_asked = False
        while True:
            message = await connection.read_response(timeout=self._link.timeout_s)
            if message is not None:
                is_asked = False
                await self._take(message)
            elif is_asked:
                raise _Lost(f"no answer to a PING within {self._link.timeout_s:g} s")
            else:
                await connection.send_command("PING", check_health=False)
                is_asked = True

    async def _take(self, message: object) -> None:
        if not isinstance(message, list):
            # The PONG of a connection without a subscription.
            return
        kind, name = message[0], message[1].decode()
        if kind == b"message":
            self._deliver(name, message[2])
        elif kind == b"subscribe":
            self._awaited[name] -= 1
            if self._awaited[name] > 0:
                return
            del self._awaited[name]
            if name in self._channels:
                self._channels[name].confirmed.set()
            if self._missed and not self._awaited:
                await self._read_again()

    def _deliver(self, name: str, body: bytes) -> None:
        if name not in self._channels:
            return
        try:
            status = TranscriptionStatus.from_body(body)
        except ValueError as error:
            logger.error("%s: what came is not a status: %s", name, error)
            return
        self._distribute(name, status)

    def _distribute(self, name: str, status: TranscriptionStatus) -> None:
        channel = self._channels.get(name)
        for deliver in tuple(channel.listeners) if channel else ():
            deliver(status)

    async def _read_again(self) -> None:
        missed = sorted(
            self._channels[name].session_id for name in self._missed & set(self._channels)
        )
        for start in range(0, len(missed), _BATCH):
            for status in await self._snapshots(missed[start : start + _BATCH]):
                self._distribute(self._channel_of(status.session_id), status)
        self._missed.clear()
