"""The threat table: each row is proven by tests that exist."""

import ast
import re
from pathlib import Path

from audio_files import ROOT

TABLE = ROOT / "demo-web" / "server" / "SECURITY.md"
HERE = Path(__file__).parent


def rows() -> list[tuple[str, list[tuple[str, str]]]]:
    """Each threat with its tests, as file and name."""
    lines = [line for line in TABLE.read_text().splitlines() if line.startswith("| ")][1:]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert all(len(row) == 3 for row in cells)
    return [(row[0], re.findall(r"`(test_\w+\.py)::(test_\w+)`", row[2])) for row in cells]


def defined_in(path: Path) -> set[str]:
    if not path.exists():
        return set()
    return {
        node.name
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def test_every_threat_names_tests_that_exist() -> None:
    table = rows()
    assert len(table) > 20
    unproven = [threat for threat, tests in table if not tests]
    assert unproven == []
    missing = [
        f"{file}::{name}"
        for _, tests in table
        for file, name in tests
        if name not in defined_in(HERE / file)
    ]
    assert missing == []
