"""Why a file is not transcribed."""


class AudioRefused(Exception):
    """The file cannot be used.

    `code` is one of `not_audio`, `audio_broken`, `audio_truncated`, `audio_empty`,
    `audio_too_long`; the text tells what was expected and what came.
    """

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail
