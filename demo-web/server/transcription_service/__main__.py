"""`python -m transcription_service`: serve until Ctrl-C or SIGTERM."""

import signal
import sys
from typing import NoReturn

from pydantic import ValidationError

from transcription_service.log_records import write_records
from transcription_service.server import Server, listen
from transcription_service.service import Service
from transcription_service.sessions.data_folder import FolderInUse
from transcription_service.settings import Settings


def main() -> None:
    """Serves until it is told to stop; exits with 2 where it cannot start, and says why."""
    # Uvicorn puts its own handlers in place while it serves, and afterwards hands the signal on.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: sys.exit(0))
    try:
        settings = Settings()
        write_records(level=settings.log_level, line_format=settings.log_format)
        listener = listen(settings.host, settings.port, patience_s=settings.send_seconds)
        server = Server(Service(settings))
    except ValidationError as error:
        _give_up("; ".join(f"{fault['loc'][0]}: {fault['msg']}" for fault in error.errors()))
    except (OSError, ValueError, FolderInUse) as error:
        _give_up(str(error))
    host, port = listener.getsockname()[:2]
    print(f"Transcription demo: http://{f'[{host}]' if ':' in host else host}:{port}", flush=True)
    server.run([listener])


def _give_up(reason: str) -> NoReturn:
    print(f"The server cannot start: {reason}", file=sys.stderr)
    sys.exit(2)


if __name__ == "__main__":
    main()
