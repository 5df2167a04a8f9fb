"""Child processes: what they answer, and how they end."""

import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from audio_files import encoded
from transcription_service.isolation.children import ChildLost, Children
from transcription_service.isolation.requests import ExamineRequest, TranscribeRequest
from transcription_service.models.report import (
    Examination,
    Finished,
    RecognisedSegment,
    Refusal,
    Report,
    Segmentation,
)

PATIENCE_S = 60.0


@pytest.fixture
def recording(tmp_path: Path, short_speech: bytes) -> Path:
    path = tmp_path / "talk"
    path.write_bytes(encoded(short_speech, "webm", "libopus"))
    return path


def transcription(path: Path) -> TranscribeRequest:
    return TranscribeRequest(path=path, max_seconds=600, expected_seconds=5)


def child_pids() -> set[int]:
    """The service's children whose parent is this process; other tests have a Redis running."""
    pids = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
            command = stat.with_name("cmdline").read_bytes()
        except OSError:
            continue
        if int(fields[1]) == os.getpid() and b"redis-server" not in command:
            pids.add(int(stat.parent.name))
    return pids


def test_a_recording_from_a_browser_is_transcribed(recording: Path) -> None:
    with Children().run("job", transcription(recording), silence_s=PATIENCE_S) as reports:
        told: list[Report] = list(reports)
    assert isinstance(told[-1], Finished)
    [segmentation] = [report for report in told if isinstance(report, Segmentation)]
    assert segmentation.segments == 2
    text = " ".join(report.segment.text for report in told if isinstance(report, RecognisedSegment))
    assert "made by a computer" in text
    progress = [report.progress for report in told if hasattr(report, "progress")]
    assert progress == sorted(progress)
    assert {10, 25, 50, 75, 90} <= set(progress)


def test_an_examination_tells_format_and_length(recording: Path) -> None:
    request = ExamineRequest(path=recording, max_seconds=600)
    with Children().run("look", request, silence_s=PATIENCE_S) as reports:
        [report] = list(reports)
    assert isinstance(report, Examination)
    assert report.media_format == "webm"
    assert report.audio_seconds == pytest.approx(4.8, abs=0.2)


def test_a_refusal_is_an_answer_and_no_crash(tmp_path: Path) -> None:
    path = tmp_path / "letter"
    path.write_text("Dear Sir or Madam")
    with Children().run("job", transcription(path), silence_s=PATIENCE_S) as reports:
        [report] = list(reports)
    assert isinstance(report, Refusal)
    assert report.code == "not_audio"


def how_it_ends(children: Children, path: Path, interfere: Callable[[int], None]) -> str:
    """The code of ChildLost for a job that is interfered with, by its process id, once it runs."""
    with children.run("job", transcription(path), silence_s=PATIENCE_S) as reports:
        next(reports)
        [pid] = child_pids()
        interfere(pid)
        with pytest.raises(ChildLost) as lost:
            list(reports)
    assert child_pids() == set()
    return lost.value.code


def test_a_killed_child_is_told_from_one_that_crashed(recording: Path) -> None:
    children = Children()
    assert how_it_ends(children, recording, lambda _: children.kill("job")) == "killed"
    assert how_it_ends(children, recording, lambda pid: os.kill(pid, signal.SIGSEGV)) == "crashed"


def test_a_child_that_says_nothing_for_too_long_is_ended(recording: Path) -> None:
    # No child has said anything yet when it has only just been started.
    with (
        Children().run("job", transcription(recording), silence_s=0.0) as reports,
        pytest.raises(ChildLost) as lost,
    ):
        next(reports)
    assert lost.value.code == "stalled"
    assert child_pids() == set()


def test_only_the_child_that_is_meant_is_killed(recording: Path) -> None:
    children = Children()
    with children.run("job", transcription(recording), silence_s=PATIENCE_S) as reports:
        children.kill("another job")
        assert isinstance(list(reports)[-1], Finished)


def test_leaving_early_ends_the_child(recording: Path) -> None:
    with Children().run("job", transcription(recording), silence_s=PATIENCE_S) as reports:
        next(reports)
        assert child_pids()
    assert child_pids() == set()


def test_closing_ends_all_children_and_lets_none_start(recording: Path) -> None:
    children = Children()
    started = threading.Barrier(3)
    lost: list[str] = []

    def job() -> None:
        try:
            with children.run("job", transcription(recording), silence_s=PATIENCE_S) as reports:
                next(reports)
                started.wait(PATIENCE_S)
                for _ in reports:
                    pass
        except ChildLost as how:
            lost.append(how.code)

    threads = [threading.Thread(target=job) for _ in range(2)]
    for thread in threads:
        thread.start()
    started.wait(PATIENCE_S)
    children.close()
    for thread in threads:
        thread.join(PATIENCE_S)
    assert lost == ["killed", "killed"]
    with (
        pytest.raises(ChildLost) as refused,
        children.run("job", transcription(recording), silence_s=PATIENCE_S),
    ):
        pass
    assert refused.value.code == "killed"


def test_a_child_knows_nothing_of_the_servers_environment(
    recording: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_KEY", "not for children")
    with Children().run("job", transcription(recording), silence_s=PATIENCE_S) as reports:
        next(reports)
        [pid] = child_pids()
        assert b"not for children" not in Path(f"/proc/{pid}/environ").read_bytes()


def test_a_child_is_behind_the_server_and_bounded(recording: Path) -> None:
    with Children().run("job", transcription(recording), silence_s=PATIENCE_S) as reports:
        next(reports)
        [pid] = child_pids()
        assert os.getpriority(os.PRIO_PROCESS, pid) > os.getpriority(os.PRIO_PROCESS, 0)
        limits = Path(f"/proc/{pid}/limits").read_text().splitlines()
        [memory] = [line.split() for line in limits if line.startswith("Max address space")]
        assert memory[3] == str(2 * 1024**3)


PARENT = """
import sys
from pathlib import Path
from test_isolation import Children, child_pids, transcription

with Children().run("job", transcription(Path(sys.argv[1])), silence_s=60) as reports:
    print(*child_pids(), flush=True)
    list(reports)
"""


def test_no_child_outlives_its_parent(tmp_path: Path) -> None:
    """Not even one that says nothing, of a parent that is killed without a chance to clean up."""
    endless = tmp_path / "pipe"
    # Nobody ever writes to it: the child waits for its first byte.
    os.mkfifo(endless)
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, endless],
        stdout=subprocess.PIPE,
        env={"PYTHONPATH": os.pathsep.join(sys.path)},
    ) as parent:
        assert parent.stdout is not None
        descriptor = os.pidfd_open(int(parent.stdout.readline()))
        parent.kill()
        try:
            ended, _, _ = select.select([descriptor], [], [], PATIENCE_S)
        finally:
            os.close(descriptor)
    assert ended, "the child lives on"
