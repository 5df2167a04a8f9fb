"""The command that measures how well recordings are understood."""

import subprocess
import sys
from pathlib import Path

import pytest

from audio_files import ROOT, wav
from transcription_service.accuracy import word_errors, words_of


@pytest.mark.parametrize(
    ("said", "heard", "errors"),
    [
        ("", "", 0),
        ("a b c", "a b c", 0),
        ("a b c", "", 3),
        ("", "a b", 2),
        ("a b c", "a x c", 1),
        ("a b c", "a c", 1),
        ("a c", "a b c", 1),
        ("the cat sat on the mat", "a cat sat the hat", 3),
        ("a b c d", "d c b a", 4),
    ],
)
def test_errors_are_the_fewest_words_to_change(said: str, heard: str, errors: int) -> None:
    assert word_errors(said.split(), heard.split()) == errors


def test_case_and_punctuation_are_no_words() -> None:
    assert words_of("Don't stop -- he said, “now”!\n") == ["don't", "stop", "he", "said", "now"]


def accuracy(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "transcription_service.accuracy", folder],
        cwd=ROOT / "demo-web" / "server",
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_command_scores_each_recording_and_all(tmp_path: Path, short_speech: bytes) -> None:
    (tmp_path / "talk.wav").write_bytes(wav(short_speech))
    (tmp_path / "talk.txt").write_text("Good morning! This is a short recording.")
    (tmp_path / "without text.wav").write_bytes(wav(short_speech))
    done = accuracy(tmp_path)
    assert done.returncode == 0, done.stderr
    one, heard, total = done.stdout.splitlines()
    assert one.startswith("WER")
    assert one.endswith("talk.wav")
    assert "good morning this is a short recording" in heard
    assert total.endswith("in all")


def test_a_folder_without_recordings_is_named(tmp_path: Path) -> None:
    done = accuracy(tmp_path)
    assert done.returncode == 1
    assert "expected audio files with a .txt beside each, found none" in done.stderr
