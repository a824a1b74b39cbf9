"""Calls 127.0.0.1 under another name: by_name.py <name> <port>"""

import socket
import ssl
import sys

name, port = sys.argv[1:]
context = ssl.create_default_context()
# What newer Pythons check by default.
context.verify_flags |= ssl.VERIFY_X509_STRICT
with context.wrap_socket(socket.create_connection(("127.0.0.1", int(port))), server_hostname=name) as connection:
    connection.sendall(f"GET /_dragoman/health HTTP/1.1\r\nHost: {name}\r\nConnection: close\r\n\r\n".encode())
    print(connection.makefile("rb").read().decode(), end="")
