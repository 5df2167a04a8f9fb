"""Celery, told what is needed of it: to carry "run this session's job" to a free worker.

It is the truth about nothing. What is to be done, and who does it, stands in the database; a
message may be lost, come late or twice (`reaper.py`, `Repository.start`).
"""

import ssl
from collections.abc import Callable
from typing import Any, Protocol
from urllib.parse import urlsplit

from celery import Celery, Task

TASK = "transcription.transcribe"
QUEUE = "jobs"
KEY_PREFIX = "transcription:"
"""Of all keys that Celery makes in Redis."""

_TIMEOUT_S = 5


def celery_app(redis_url: str) -> Celery:
    """An application of its own for each caller; connects when first used."""
    app = Celery("transcription", broker=_broker_url(redis_url), set_as_current=False)
    app.conf.update(
        # Nothing but JSON is read: a message cannot name code to be run.
        accept_content=["json"],
        task_serializer="json",
        # Whoever waits for a job watches its status.
        task_ignore_result=True,
        enable_utc=True,
        timezone="UTC",
        task_default_queue=QUEUE,
        broker_transport_options={
            "global_keyprefix": KEY_PREFIX,
            "socket_timeout": _TIMEOUT_S,
            "socket_connect_timeout": _TIMEOUT_S,
            "health_check_interval": _TIMEOUT_S,
            # For those who submit: what they cannot deliver at once, the reaper submits later.
            "max_retries": 1,
            "interval_start": 0,
            "interval_step": 0.1,
            "interval_max": 0.1,
        },
        broker_use_ssl={"ssl_cert_reqs": ssl.CERT_REQUIRED}
        if redis_url.startswith("rediss:")
        else None,
        broker_connection_retry_on_startup=True,
        broker_connection_max_retries=None,
        # A job stays in Redis until a thread is free for it, where any worker may take it.
        worker_prefetch_multiplier=1,
        worker_disable_prefetch=True,
        # Acknowledged before the job is run (`task_acks_late` is off): what a killed worker leaves
        # is found by its lease within seconds, not by the broker after an hour.
        task_acks_late=False,
        # Both concern late acknowledgements and prefetching, and are said to keep it quiet.
        worker_cancel_long_running_tasks_on_connection_loss=True,
        worker_enable_prefetch_count_reduction=False,
        # Each job's work is in a child process of its own; its thread only reads reports.
        worker_pool="threads",
        worker_hijack_root_logger=False,
        worker_redirect_stdouts=False,
        worker_enable_remote_control=False,
        worker_send_task_events=False,
    )
    return app


class Job(Protocol):
    """What is run for a message: `TranscriptionTask`, the same as in an embedded worker."""

    @property
    def run(self) -> Callable[[str], None]: ...

    @property
    def on_failure(self) -> Callable[[str], None]: ...


def install(app: Celery, job: Job) -> None:
    """Have the workers of `app` run `job`."""

    class Transcription(Task[[str], None]):
        # Its arguments are Celery's.
        def on_failure(
            self,
            exc: BaseException,  # noqa: ARG002
            task_id: str,  # noqa: ARG002
            args: Any,
            kwargs: Any,  # noqa: ARG002
            einfo: Any,  # noqa: ARG002
        ) -> None:
            job.on_failure(*args)

    @app.task(name=TASK, base=Transcription, ignore_result=True)
    def transcribe(session_id: str) -> None:
        job.run(session_id)


def _broker_url(redis_url: str) -> str:
    """The same Redis, in Celery's words."""
    parts = urlsplit(redis_url)
    if parts.scheme != "unix":
        return redis_url
    query = parts.query.replace("db=", "virtual_host=")
    return f"redis+socket://{parts.netloc}{parts.path}?{query}"
