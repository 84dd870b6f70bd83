"""large-wheel.py FOLDER BYTES stored|deflated: a wheel of project `big` with one file of so many bytes.

Stored bytes are random; deflated ones are random hexadecimal digits, which halves them.
"""

import base64
import hashlib
import os
import sys
import zipfile
from pathlib import Path

INFORMATION = "big-1.0.dist-info"
SMALL = {
    f"{INFORMATION}/METADATA": b"Metadata-Version: 2.1\nName: big\nVersion: 1.0\n",
    f"{INFORMATION}/WHEEL": b"Wheel-Version: 1.0\nGenerator: bench\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
}


def line(path: str, digest: bytes, size: int) -> str:
    return f"{path},sha256={base64.urlsafe_b64encode(digest).decode().rstrip('=')},{size}\n"


folder, size, method = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
compression = {"stored": zipfile.ZIP_STORED, "deflated": zipfile.ZIP_DEFLATED}[method]
folder.mkdir(parents=True, exist_ok=True)
with zipfile.ZipFile(folder / "big-1.0-py3-none-any.whl", "w", compression, compresslevel=1) as wheel:
    digest = hashlib.sha256()
    with wheel.open("big/data.bin", "w", force_zip64=size >= 1 << 31) as data:
        for start in range(0, size, 1 << 20):
            length = min(1 << 20, size - start)
            block = os.urandom(length) if method == "stored" else os.urandom((length + 1) // 2).hex()[:length].encode()
            digest.update(block)
            data.write(block)
    record = line("big/data.bin", digest.digest(), size)
    for path, content in SMALL.items():
        wheel.writestr(path, content)
        record += line(path, hashlib.sha256(content).digest(), len(content))
    wheel.writestr(f"{INFORMATION}/RECORD", f"{record}{INFORMATION}/RECORD,,\n")
