"""One gateway for all processes of a test run: their parent starts it when the first of them asks."""

from __future__ import annotations

import os
import threading
from multiprocessing.connection import Client, Connection, Listener
from typing import Callable, Optional, Tuple

from .gateway import Dragoman

#: Where the process that starts the gateway listens, and what proves that one may ask it.
Address = Tuple[str, int, bytes]


class GatewayServer:
    """Starts a gateway when another process of the run asks for the first time, and tells each where it is."""

    def __init__(self, start: Callable[[], Dragoman]) -> None:
        self._start = start
        self._lock = threading.Lock()
        self._dragoman: Optional[Dragoman] = None
        key = os.urandom(32)
        self._listener = Listener(("127.0.0.1", 0), backlog=64, authkey=key)
        host, port = self._listener.address
        self.address: Address = (str(host), int(port), key)
        threading.Thread(target=self._serve, name="dragoman", daemon=True).start()

    @property
    def started(self) -> Optional[Dragoman]:
        """None where nobody has asked."""
        with self._lock:
            return self._dragoman

    def close(self) -> None:
        self._listener.close()
        with self._lock:
            if self._dragoman is not None:
                self._dragoman.close()

    def _serve(self) -> None:
        while True:
            try:
                connection = self._listener.accept()
            except OSError:
                return  # closed
            except Exception:
                continue  # somebody without the key
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: Connection) -> None:
        with connection:
            try:
                with self._lock:
                    self._dragoman = self._dragoman or self._start()
                connection.send((self._dragoman.url, self._dragoman.control.token, None))
            except Exception as error:
                connection.send((None, None, str(error)))


def ask(address: Address) -> Tuple[str, Optional[str]]:
    """The url and token of the run's gateway. Raises RuntimeError where it could not be started."""
    host, port, key = address
    with Client((host, port), authkey=key) as connection:
        url, token, problem = connection.recv()
    if problem is not None:
        raise RuntimeError(problem)
    return url, token
