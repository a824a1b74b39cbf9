"""What a test works with: three clouds over one vault."""

from __future__ import annotations

import os
from typing import Any, Mapping, Optional, Union

from .clouds import Credentials, aliyun_access, bk_access, huawei_access
from .control import Control
from .parts import Clock, Faults, Journal
from .receipt import Receipt, keep, read_receipt, write_receipt

#: As in a seed file: secrets with versions, labels and tags, credentials, keys, identities, vaults.
Seeds = Mapping[str, Any]


class Environment:
    """Three clouds over one vault, with a clock, faults and a journal of their own."""

    def __init__(self, url: str, control: Control, credentials: Credentials) -> None:
        #: For clients that take an address: ``http`` and ``https`` on the same port.
        self.url = url
        #: Every other call of the control API, about this environment.
        self.control = control
        self.huawei = huawei_access(url, credentials["huawei"])
        self.aliyun = aliyun_access(url, credentials["aliyun"])
        self.bk = bk_access(url, credentials["bk"])
        self.clock = Clock(control)
        self.faults = Faults(control)
        self.journal = Journal(control)
        #: The run whose receipt has the requests of this environment.
        self.run: Optional[str] = None

    def seed(self, seeds: Seeds) -> None:
        """Makes what is not there, all of it or none: ``seed({"secrets": [{"name": "db", "value": "s3cr3t"}]})``.

        Gone at a reset. Raises ControlError for seeds that are wrong.
        """
        self.control.call("POST", "/seeds", seeds)

    def reset(self) -> None:
        """Goes back to the start with its seeds: secrets, clock, faults and journal."""
        self.keep_requests()
        self.control.call("POST", "/reset", {})

    def receipt(self, min_grade: Optional[str] = None) -> Receipt:
        """Which facts the requests so far rested on, and what they asked for that is not served.

        With ``min_grade``, one of ``GRADES``, it says whether all that was used has a fact of that grade or a stronger
        one. Requests from before a reset are not in it. Raises ControlError for a word that is no grade.
        """
        return read_receipt(self.control, min_grade)

    def write_receipt(self, file: Union[str, "os.PathLike[str]"], min_grade: Optional[str] = None) -> None:
        """Writes the receipt as Markdown, JSON, JUnit's XML or HTML, by the end of the file's name.

        These are .md, .json, .xml and .html. Raises ValueError for another end.
        """
        write_receipt(self.control, file, min_grade)

    def keep_requests(self) -> None:
        """Keeps the requests so far for the receipt of the run; nothing where no run is set."""
        if self.run is not None:
            keep(self.control, self.run)

    def begin_with(self, seeds: Optional[Seeds]) -> None:
        """Makes seeds what the environment begins with, and goes back to at a reset."""
        if seeds is None:
            return
        self.seed(seeds)
        self.control.call("PUT", "/baseline")
