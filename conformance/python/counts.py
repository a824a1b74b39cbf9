"""Prints the line that `.ci/run` reads: counts.py <pytest's JUnit file> <pytest's exit code>."""

import sys
from pathlib import Path
from xml.etree import ElementTree


def main(results: Path, exit_code: int) -> int:
    passed, failed, skipped = read_counts(results) if results.exists() else (0, 0, 0)
    # A crash, an interruption or nothing run at all is a failure that no test reports.
    if failed == 0 and (exit_code != 0 or passed == 0):
        failed = 1
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 0 if failed == 0 else 1


def read_counts(results: Path) -> tuple[int, int, int]:
    suites = list(ElementTree.parse(results).getroot().iter("testsuite"))

    def total(name: str) -> int:
        return sum(int(suite.get(name, 0)) for suite in suites)

    failed, skipped = total("failures") + total("errors"), total("skipped")
    return max(0, total("tests") - failed - skipped), failed, skipped


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2])))
