"""How the interpreter is set for a process that serves many streams."""

import gc
import sys

_THRESHOLDS = (20_000, 20, 20)
"""New objects before a look at the newest, and so many such looks before one at the older ones."""

_SWITCH_S = 0.0005


def serve_promptly() -> None:
    """Let neither the collector nor another thread hold up the event loop for long.

    A hundred thousand objects, of modules and descriptions, stay for ever: they are left out of
    every later collection. Each stream adds a hundred that go with it, without the collector. As it
    is set at the start, it walks through all of them while connections storm in, and nobody is
    served for 0.1 to 0.2 s.

    A thread that computes, such as one that answers an administrator, gives the interpreter's lock
    away after 5 ms unless told otherwise: that is many times what an update may take.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
    sys.setswitchinterval(_SWITCH_S)
