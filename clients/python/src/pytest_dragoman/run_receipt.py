"""The receipt of a whole run of pytest: one file, of all its sandboxes and of all its processes."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Optional

from .control import Control, ControlError
from .gateway import Dragoman
from .receipt import Receipt, format_of, keep, read_receipt, write_receipt


@dataclass
class RunReceipt:
    """What is asked of the receipt of a run, and in the end the receipt."""

    #: From the folder of the run's settings; None writes none.
    file: Optional[Path]
    min_grade: Optional[str]
    run: str = field(default_factory=lambda: f"pytest-{uuid.uuid4().hex}")
    receipt: Optional[Receipt] = None
    problem: Optional[str] = None
    _begun: bool = False

    def __post_init__(self) -> None:
        if self.file is not None:
            format_of(self.file)

    def begin_once(self, url: Optional[str], token: Optional[str]) -> None:
        """What a gateway that runs already was asked before is not of the run. No url: it is started for the run."""
        if url is not None and not self._begun:
            keep(Control(url.rstrip("/"), token), self.run, begin=True)
        self._begun = True

    def finish(self, gateway: Dragoman) -> None:
        """Reads what was kept, and writes the file."""
        try:
            keep(gateway.control, self.run)
            self.receipt = read_receipt(gateway.control, self.min_grade, self.run)
            if self.file is not None:
                write_receipt(gateway.control, self.file, self.min_grade, self.run)
        except (ControlError, OSError) as error:
            self.problem = str(error)

    @property
    def is_failed(self) -> bool:
        return self.problem is not None or (self.receipt is not None and not self.receipt.passed)

    def summary(self) -> Optional[str]:
        """A line for the end of the run; None where there is nothing to say."""
        if self.problem is not None:
            return f"Dragoman: no receipt: {self.problem}"
        if self.receipt is None:
            return None
        weak = sum(not item.is_enough for item in self.receipt.used)
        below = f"; {weak} without a fact of {self.min_grade} or a stronger grade" if self.min_grade else ""
        unserved = len(self.receipt.not_served)
        where = "" if self.file is None else f": {self.file}"
        return f"Dragoman: receipt of {self.receipt.requests} requests, {unserved} not served{below}{where}"
