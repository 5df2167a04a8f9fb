"""A real Redis of the tests' own, on a socket in their own folder."""

import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest
import redis

from connection import PATIENCE_S


def program(name: str, variable: str) -> str:
    """The path of `name`: what `variable` says (`npm test` sets it), else what PATH has.

    Without one the test is skipped with the reason; where CI is set, it fails.
    """
    found = os.environ.get(variable) or shutil.which(name, path=f"{os.defpath}:/usr/sbin")
    if found:
        return found
    reason = f"{name} is not installed: install it, or set {variable} to where it is"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


class RedisServer:
    """One process; keeps nothing when it ends, unless `persistent`."""

    def __init__(self, folder: Path, *, persistent: bool = False) -> None:
        self._folder = folder
        self.socket = folder / "redis.sock"
        self._persistence = ("--appendonly", "yes") if persistent else ("--save", "")
        self._process: subprocess.Popen[bytes] | None = None
        self.url = f"unix://{self.socket}?db=0"

    def start(self) -> None:
        """Returns once it answers."""
        self._process = subprocess.Popen(
            [
                program("redis-server", "REDIS_SERVER"),
                *("--port", "0", "--unixsocket", str(self.socket), "--dir", str(self._folder)),
                *("--daemonize", "no", *self._persistence),
            ],
            stdout=subprocess.DEVNULL,
        )
        retry = redis.retry.Retry(redis.backoff.ConstantBackoff(0.02), int(PATIENCE_S / 0.02))
        with redis.Redis.from_url(self.url, retry=retry) as client:
            client.ping()

    def stop(self) -> None:
        """It is asked to end, and does."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        self._end(signal.SIGKILL)

    def suspend(self) -> None:
        """It hangs: connections stay, nothing is answered."""
        self._running.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        self._running.send_signal(signal.SIGCONT)

    def flush(self) -> None:
        with redis.Redis.from_url(self.url) as client:
            client.flushall()

    @property
    def _running(self) -> subprocess.Popen[bytes]:
        assert self._process is not None, "the server was not started"
        return self._process

    def _end(self, how: signal.Signals) -> None:
        if self._process is None:
            return
        # A suspended process takes no signal but these two.
        self._process.send_signal(how)
        self._process.send_signal(signal.SIGCONT)
        self._process.wait(PATIENCE_S)
        self._process = None


def let_time_pass(url: str, seconds: float) -> None:
    """Everything expires so much earlier: what keys have left of their lives is what is seen."""
    with redis.Redis.from_url(url) as client:
        for key in client.scan_iter():
            left_ms = client.pttl(key)
            if left_ms >= 0 and not client.pexpire(key, int(left_ms - seconds * 1000)):
                client.delete(key)
