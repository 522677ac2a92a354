"""The published file: a snapshot of the store that analysts open while the next refresh runs."""

import fcntl
import os
import shutil
import tempfile
from pathlib import Path

from warehouse.store import StoreLockedError, connect


def publish(working: Path, published: Path) -> None:
    """Put a copy of the store at `working` in the place of `published`, all at once.

    Who has the old file open keeps it; who opens it next gets the new one. After a failure the old file is
    still in place. Raises StoreLockedError while another process has the store open.
    """
    connection = connect(working)
    try:
        connection.execute("force checkpoint")
    finally:
        connection.close()
    prefix = f".{published.name}."
    for left_over in published.parent.glob(f"{prefix}*.tmp"):
        left_over.unlink()
    with tempfile.NamedTemporaryFile(dir=published.parent, prefix=prefix, suffix=".tmp", delete=False) as copy:
        pass
