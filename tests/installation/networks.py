"""A network for one test: every port is free in it, and it leads nowhere."""

import ctypes
import fcntl
import os
import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager

CLONE_NEWNET = 0x40000000
SIOCSIFFLAGS = 0x8914
SIOCSIFADDR = 0x8916
IFF_UP = 1
libc = ctypes.CDLL(None, use_errno=True)


@contextmanager
def own_network(*addresses: str) -> Iterator[None]:
    """For this thread and the processes that it starts; needs root.

    ``addresses``: more of this machine, from which it may speak to itself.
    """
    before = os.open("/proc/thread-self/ns/net", os.O_RDONLY)
    try:
        _ask("unshare", CLONE_NEWNET)
        with socket.socket() as probe:
            fcntl.ioctl(probe, SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", IFF_UP))
            for number, address in enumerate(addresses, start=1):
                asked = socket.AF_INET, 0, socket.inet_aton(address)
                name = f"lo:{number}".encode()
                fcntl.ioctl(probe, SIOCSIFADDR, struct.pack("16sHH4s8x", name, *asked))
        yield
    finally:
        _ask("setns", before, CLONE_NEWNET)
        os.close(before)


def _ask(call: str, *arguments: int) -> None:
    if getattr(libc, call)(*arguments):
        raise OSError(ctypes.get_errno(), f"{call} is refused")
