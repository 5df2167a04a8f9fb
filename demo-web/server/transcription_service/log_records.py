"""Log records as lines of fields, for people and for programs that collect them."""

import logging
import sys
from typing import Literal

import structlog
from structlog.typing import Processor

Format = Literal["logfmt", "json"]

_FIRST = ("timestamp", "level", "event", "logger")


def write_records(*, level: str, line_format: Format) -> None:
    """From now on, every record of this process that is at least of `level` is one line on standard
    error: `key=value` pairs, or a JSON object, with what was given as `extra` among them."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_formatter(line_format))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    # What libraries say of their own doings is for when they go wrong.
    for library in ("asyncio", "celery", "kombu", "uvicorn"):
        logging.getLogger(library).setLevel(logging.WARNING)


def _formatter(line_format: Format) -> logging.Formatter:
    renderer: Processor = (
        structlog.processors.JSONRenderer()
        if line_format == "json"
        else structlog.processors.LogfmtRenderer(key_order=_FIRST, bool_as_flag=False)
    )
    # On one line each, tracebacks too: a line is a record, whoever reads it.
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.stdlib.ExtraAdder(),
            structlog.processors.TimeStamper(fmt="iso"),
        ],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            renderer,
        ],
    )
