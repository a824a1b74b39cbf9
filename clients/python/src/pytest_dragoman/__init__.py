"""Dragoman in Python tests: a gateway for the suite, a sandbox for each test.

With pytest, install the package and ask for the fixture ``dragoman_sandbox``. Elsewhere::

    with Dragoman() as dragoman:
        sandbox = dragoman.sandbox()
"""

from .clouds import AliyunAccess, BlueKingAccess, HuaweiAccess
from .control import ControlError
from .environment import Environment
from .gateway import Dragoman, Sandbox
from .launch import StartError
from .parts import Clock, Faults, Journal
from .receipt import GRADES, FieldWithoutEffect, NotServed, Receipt, UsedItem
from .rehearsals import (
    LeaksRehearsal,
    RehearsalError,
    Rehearsals,
    RehearsedCase,
    RetryRehearsal,
    RotationRehearsal,
)

__all__ = [
    "AliyunAccess",
    "BlueKingAccess",
    "Clock",
    "ControlError",
    "Dragoman",
    "Environment",
    "Faults",
    "FieldWithoutEffect",
    "GRADES",
    "HuaweiAccess",
    "Journal",
    "LeaksRehearsal",
    "NotServed",
    "RehearsalError",
    "Receipt",
    "Rehearsals",
    "RehearsedCase",
    "RetryRehearsal",
    "RotationRehearsal",
    "Sandbox",
    "StartError",
    "UsedItem",
]
