"""judge.py: of each line `[name, base64]` of standard input, what PyPI makes of a wheel or sdist of these bytes, as a line of JSON.

Archives are opened by Python's own zipfile and tarfile, and held against what PyPI asks of them before it looks at their metadata
(warehouse/forklift/legacy.py, utils/zipfiles.py, utils/wheel.py, utils/scanner.py; August 2026): `{"refused": WHY}`, or
`{"metadata": BASE64}` with the metadata file that installers find.
"""

import base64
import configparser
import csv
import io
import json
import os.path
import re
import signal
import struct
import sys
import tarfile
import zipfile

LOCAL, CENTRAL, END = b"PK\3\4", b"PK\1\2", b"PK\5\6"
WIDE_END, WIDE_LOCATOR = b"PK\6\6", b"PK\6\7"
ZIP64, UNICODE_PATH = 0x0001, 0x7075
FULL = 0xFFFFFFFF
SECONDS = 2


class Refused(Exception):
    pass


class Records:
    """The records of a zip archive, read from its first byte on as a stream."""

    def __init__(self, data):
        self.stream = io.BytesIO(data)

    def take(self, count):
        data = self.stream.read(count)
        if len(data) != count:
            raise Refused("framing: cut short")
        return data

    def fields(self, layout):
        return struct.unpack(layout, self.take(struct.calcsize(layout)))

    def pass_over(self, count):
        self.stream.seek(count, io.SEEK_CUR)


def printable(name):
    if any(byte < 0x20 or byte == 0x7F for byte in name):
        raise Refused("framing: control character in a name")


def local_sizes(extra, method, packed, size):
    """The sizes of a member as its local header and that one's extra fields have them."""
    seen = set()
    while extra:
        if len(extra) < 4 or struct.unpack_from("<H", extra, 2)[0] + 4 > len(extra):
            raise Refused("framing: extra fields cut short")
        kind, length = struct.unpack_from("<HH", extra)
        field, extra = extra[4 : 4 + length], extra[4 + length :]
        if kind in seen and kind in (ZIP64, UNICODE_PATH):
            raise Refused("framing: an extra field twice")
        seen.add(kind)
        if kind == ZIP64:
            if length not in (0, 8, 16, 24, 28) or (length == 8 and method != 0):
                raise Refused("framing: a ZIP64 field of this length")
            if length == 0 and FULL in (packed, size):
                raise Refused("framing: no ZIP64 size")
            if length > 0 and size == FULL:
                size = struct.unpack_from("<Q", field)[0]
            if length > 0:
                packed = struct.unpack_from("<Q", field, 0 if length == 8 else 8)[0]
        elif kind == UNICODE_PATH:
            printable(field[5:])
            try:
                field[5:].decode()
            except UnicodeError:
                raise Refused("framing: a second name that is not UTF-8")
    return packed, size


def check_framing(archive, data):
    """That a reader of the stream finds the members that a reader of the central directory finds, and nothing else."""
    listed = {entry.orig_filename: (entry.compress_size, entry.file_size) for entry in archive.filelist}
    records, local, central = Records(data), set(), set()
    directory = wide_at = locator_at = said = None
    directory_size = count = 0
    while True:
        at = records.stream.tell()
        kind = records.take(4)
        if kind == END and wide_at is not None and locator_at is None:
            raise Refused("framing: no locator")
        if kind == LOCAL:
            flags, method, packed, size, name_length, extra_length = records.fields("<2xHH8xLLHH")
            name, extra = records.take(name_length), records.take(extra_length)
            printable(name)
            sizes = local_sizes(extra, method, packed, size)
            if flags & 8:
                raise Refused("framing: a data descriptor")
            try:
                if listed.get(name.decode()) != sizes:
                    raise Refused("framing: other sizes or no such member in the directory")
            except UnicodeError:
                raise Refused("framing: a name that is not UTF-8")
            records.pass_over(sizes[0])
            if name in local:
                raise Refused("framing: a local name twice")
            local.add(name)
        elif kind == CENTRAL:
            directory = at if directory is None else directory
            name_length, extra_length, comment_length = records.fields("<24xHHH12x")
            if comment_length:
                raise Refused("framing: a member with a comment")
            name, extra = records.take(name_length), records.take(extra_length)
            printable(name)
            count, directory_size = count + 1, directory_size + 46 + len(name) + len(extra)
            if name in central or name not in local:
                raise Refused("framing: a directory entry twice, or without a member")
            central.add(name)
        elif kind == WIDE_END:
            wide_at = at
            length, here, everywhere, size, start = records.fields("<Q12xQQQQ")
            if here != everywhere or length != 44:
                raise Refused("framing: a ZIP64 end of another form")
            said = everywhere, size, start
        elif kind == WIDE_LOCATOR:
            (locator_at,) = records.fields("<4xQ4x")
        elif kind == END:
            here, everywhere, size, start, comment_length = records.fields("<4xHHLLH")
            if here != everywhere:
                raise Refused("framing: split")
            records.pass_over(comment_length)
            if locator_at is None or said is None:
                said = everywhere, size, start
            if said != (count, directory_size, at if directory is None else directory):
                raise Refused("framing: the end says something else")
            break
        else:
            raise Refused("framing: an unknown record")
    if central != local or records.stream.tell() != len(data):
        raise Refused("framing: something is left")


def is_scanned(path):
    name = path.rsplit("/", 1)[-1]
    return os.path.splitext(name)[1].lower() in (".py", ".pye")


def check_record(text):
    for row in csv.reader(text.splitlines()):
        if not row:
            raise Refused("500: an empty line in RECORD")


def check_entry_points(text):
    parser = configparser.ConfigParser(delimiters=("=",))
    parser.optionxform = str
    parser.read_string(text)
    for section in ("console_scripts", "gui_scripts"):
        names = parser[section] if parser.has_section(section) else ()
        if not all(re.fullmatch(r"[\w.-]+", name) for name in names):
            raise Refused("a script's name")


def read_wheel(name, data):
    if not zipfile.is_zipfile(io.BytesIO(data)):
        raise Refused("no zip archive")
    if tarfile.is_tarfile(io.BytesIO(data)):
        raise Refused("a tar archive too")
    folder = "-".join(name.split("-")[:2]) + ".dist-info"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        unpacked = sum(entry.file_size for entry in entries)
        if unpacked > 64 * 1024 * 1024 and unpacked / len(data) > 50:
            raise Refused("unpacks to too much")
        if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
            raise Refused("a method of compression")
        archive.read(f"{folder}/WHEEL")
        for entry in entries:
            if not entry.is_dir() and is_scanned(entry.filename):
                archive.read(entry.filename)
        check_framing(archive, data)
        check_record(archive.read(f"{folder}/RECORD").decode())
        if f"{folder}/entry_points.txt" in archive.namelist():
            check_entry_points(archive.read(f"{folder}/entry_points.txt").decode())
        return archive.read(f"{folder}/METADATA")


def read_sdist(_, data):
    if zipfile.is_zipfile(io.BytesIO(data)):
        raise Refused("a zip archive too")
    if not tarfile.is_tarfile(io.BytesIO(data)):
        raise Refused("no tar archive")
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:gz") as archive:
        names = archive.getnames()
        top = os.path.commonpath(names) if names else ""
        if any(member.issparse() for member in archive.getmembers()):
            raise Refused("a sparse member")
        if top in ("", ".", "/"):
            raise Refused("several entries at the top")
        information = archive.getmember(os.path.join(top, "PKG-INFO"))
        for member in archive.getmembers():
            if member.isfile() and is_scanned(member.name):
                archive.extractfile(member).read()
        content = archive.extractfile(information)
        return b"" if content is None else content.read()


def never_ends(*_):
    raise Refused("it is never read to its end")


def judged(name, data):
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        read = read_wheel if name.endswith(".whl") else read_sdist
        return {"metadata": base64.b64encode(read(name, data)).decode()}
    except Exception as reason:  # What PyPI does not expect is its error 500.
        return {"refused": str(reason) if isinstance(reason, Refused) else repr(reason)}
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


signal.signal(signal.SIGALRM, never_ends)
for line in sys.stdin:
    name, encoded = json.loads(line)
    print(json.dumps(judged(name, base64.b64decode(encoded))))
