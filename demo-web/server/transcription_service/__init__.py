"""Live status of real speech transcription over HTTP.

Start with `python -m transcription_service`; see `settings.py` for what the environment may change.

Layers, each knowing only those to its right:
`app → routes → streams, sessions, jobs → publisher, subscriber → bus → models`.
Code that touches files of unknown origin (`audio`, `recognition`) runs in a child process
(`isolation`).
"""

__version__ = "0.1.0"
