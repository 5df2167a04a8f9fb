"""Recordings for tests: the project's own speech sample, and files made on the spot."""

import io
import struct
import wave
from fractions import Fraction
from pathlib import Path

import av
from av.audio.stream import AudioStream

ROOT = Path(__file__).resolve().parent.parent.parent
SAMPLES = ROOT / "demo-web" / "public" / "samples"
SPEECH = SAMPLES / "good-morning.ogg"
RATE = 16_000


def speech_pcm() -> bytes:
    """The sample as 16 kHz mono 16-bit PCM."""
    resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE)
    pcm = b""
    with av.open(str(SPEECH), "r") as container:
        for frame in container.decode(audio=0):
            for part in resampler.resample(frame):
                pcm += bytes(part.planes[0])[: part.samples * 2]
    return pcm


def short_speech_pcm() -> bytes:
    """The first two sentences of it, five seconds: "Good morning" to "by a computer"."""
    return speech_pcm()[: int(4.8 * RATE) * 2]


def wav(pcm: bytes) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(RATE)
        writer.writeframes(pcm)
    return file.getvalue()


def silence(seconds: float) -> bytes:
    """A WAV without a sound."""
    return wav(bytes(int(seconds * RATE) * 2))


def encoded(
    pcm: bytes, container: str, codec: str, rate: int = 48_000, layout: str = "mono"
) -> bytes:
    """`pcm` in another format, by the encoder that the decoder's library brings."""
    file = io.BytesIO()
    with av.open(file, "w", format=container) as output:
        # FFmpeg's own Vorbis encoder counts as experimental; to read its files is all we want.
        stream = output.add_stream(
            codec, rate=rate, layout=layout, options={"strict": "experimental"}
        )
        assert isinstance(stream, AudioStream)
        stream.time_base = Fraction(1, rate)
        frame = av.AudioFrame(format="s16", layout="mono", samples=len(pcm) // 2)
        frame.sample_rate = RATE
        frame.planes[0].update(pcm.ljust(frame.planes[0].buffer_size, b"\0"))
        resampler = av.AudioResampler(
            format=stream.format.name,
            layout=layout,
            rate=rate,
            frame_size=stream.codec_context.frame_size or 1024,
        )
        for source in (frame, None):
            for part in resampler.resample(source):
                output.mux(stream.encode(part))
        output.mux(stream.encode(None))
    return file.getvalue()


def noise(seconds: float) -> bytes:
    """A tone that no codec can make nothing of, as PCM."""
    period = b"".join(
        (8000 if n % 40 < 20 else -8000).to_bytes(2, "little", signed=True) for n in range(40)
    )
    return period * int(seconds * RATE / 40)


def wav_header(  # every field can lie
    *,
    data_size: int,
    channels: int = 1,
    rate: int = RATE,
    block: int = 2,
    bits: int = 16,
    fmt_size: int = 16,
    codec: int = 1,
) -> bytes:
    return (
        struct.pack("<4sI4s", b"RIFF", 36 + data_size & 0xFFFFFFFF, b"WAVE")
        + struct.pack("<4sI", b"fmt ", fmt_size)
        + struct.pack("<HHIIHH", codec, channels, rate, rate * block & 0xFFFFFFFF, block, bits)
        + struct.pack("<4sI", b"data", data_size)
    )
