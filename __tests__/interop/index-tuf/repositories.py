"""TUF repositories of package indexes, made by python-tuf in the layout of RSTUF, and python-tuf's own client.

Reads a command in JSON from each line of stdin and answers with a line of JSON: the files that it wrote, by name.
    {"repository": 1, "do": "begin", "bits": 2}
    {"repository": 1, "do": "sign", "targets": {PATH: {"length": 1, "hashes": {...}}}}    "remove" takes a list
    {"repository": 1, "do": "expire", "role": "timestamp"}                                 any role or bin
    {"repository": 1, "do": "pin", "role": "bins-0", "version": 1}                         what the snapshot lists
    {"repository": 1, "do": "omit", "role": "bins-0"}
    {"repository": 1, "do": "rotate"}, {"repository": 1, "do": "half-sign-root"}
    {"do": "look", "url": URL, "root": TEXT, "target": PATH}                               what the client says

RSTUF has targets delegate to hash bins by TAP 15 under the prefix `bins`, one online key for all but root, and
snapshot and timestamp that list versions only; it is built on python-tuf, whose classes these are.
"""

import json
import sys
import tempfile
from datetime import datetime, timedelta, timezone

from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import (
    Delegations, Key, Metadata, MetaFile, Root, Snapshot, SuccinctRoles, TargetFile, Targets, Timestamp,
)
from tuf.api.serialization.json import JSONSerializer
from tuf.ngclient import Updater

DAY = 1
YEAR = 365


def expiry(days: int) -> datetime:
    return datetime.now(timezone.utc).replace(microsecond=0) + timedelta(days=days)


class Repository:
    def __init__(self) -> None:
        self.root_signer = CryptoSigner.generate_ed25519()
        self.online = CryptoSigner.generate_ecdsa()
        self.written: dict[str, str] = {}
        self.versions: dict[str, int] = {}
        self.bins: dict[str, Targets] = {}
        self.root = Root(consistent_snapshot=True)
        self.root.add_key(self.root_signer.public_key, "root")
        for role in ("targets", "snapshot", "timestamp"):
            self.root.add_key(self.online.public_key, role)
        self.targets = Targets()
        self.snapshot = Snapshot()
        self.timestamp = Timestamp()

    def write(self, role: str, signed, days: int, *signers: CryptoSigner) -> None:
        self.versions[role] = signed.version = self.versions.get(role, 0) + 1
        signed.expires = expiry(days)
        metadata = Metadata(signed)
        for signer in signers or (self.online,):
            metadata.sign(signer, append=True)
        name = "timestamp.json" if role == "timestamp" else f"{signed.version}.{role}.json"
        # RSTUF writes it indented too.
        self.written[name] = metadata.to_bytes(JSONSerializer(compact=False)).decode()
        if role not in ("root", "snapshot", "timestamp"):
            self.snapshot.meta[f"{role}.json"] = MetaFile(version=signed.version)

    def publish(self, snapshot_days: int = DAY, timestamp_days: int = DAY) -> None:
        self.write("snapshot", self.snapshot, snapshot_days)
        self.timestamp.snapshot_meta = MetaFile(version=self.snapshot.version)
        self.write("timestamp", self.timestamp, timestamp_days)

    def begin(self, bits: int) -> None:
        self.write("root", self.root, YEAR, self.root_signer)
        key: Key = self.online.public_key
        self.succinct = SuccinctRoles([key.keyid], 1, bits, "bins")
        self.targets.delegations = Delegations({key.keyid: key}, succinct_roles=self.succinct)
        for name in self.succinct.get_roles():
            self.bins[name] = Targets()
            self.write(name, self.bins[name], DAY)
        self.write("targets", self.targets, YEAR)
        self.publish()

    def change(self, targets: dict) -> None:
        changed = set()
        for path, entry in targets.items():
            name = self.succinct.get_role_for_target(path)
            changed.add(name)
            if entry is None:
                self.bins[name].targets.pop(path, None)
            else:
                self.bins[name].targets[path] = TargetFile(entry["length"], entry["hashes"], path)
        for name in sorted(changed):
            self.write(name, self.bins[name], DAY)
        self.publish()

    def expire(self, role: str) -> None:
        if role == "targets":
            self.write("targets", self.targets, -DAY)
        elif role in self.bins:
            self.write(role, self.bins[role], -DAY)
        if role == "timestamp":
            self.write("timestamp", self.timestamp, -DAY)
        else:
            self.publish(-DAY if role == "snapshot" else DAY)

    def rotate(self) -> None:
        old, self.root_signer = self.root_signer, CryptoSigner.generate_ed25519()
        self.root.revoke_key(old.public_key.keyid, "root")
        self.root.add_key(self.root_signer.public_key, "root")
        self.write("root", self.root, YEAR, old, self.root_signer)

    def half_sign_root(self) -> None:
        self.root.add_key(CryptoSigner.generate_ed25519().public_key, "root")
        self.root.roles["root"].threshold = 2
        self.write("root", self.root, YEAR, self.root_signer)

    def carry_out(self, command: dict) -> dict[str, str]:
        self.written = {}
        match command["do"]:
            case "begin":
                self.begin(command["bits"])
            case "sign":
                self.change(command["targets"])
            case "remove":
                self.change(dict.fromkeys(command["targets"]))
            case "expire":
                self.expire(command["role"])
            case "pin":
                self.snapshot.meta[f"{command['role']}.json"] = MetaFile(version=command["version"])
                self.publish()
            case "omit":
                del self.snapshot.meta[f"{command['role']}.json"]
                self.publish()
            case "rotate":
                self.rotate()
            case "half-sign-root":
                self.half_sign_root()
            case other:
                raise ValueError(f"no command {other}")
        return self.written


def look(url: str, root: str, target: str) -> dict:
    with tempfile.TemporaryDirectory() as folder:
        updater = Updater(folder, url, bootstrap=root.encode())
        try:
            updater.refresh()
            found = updater.get_targetinfo(target)
        except Exception as error:  # what the client refuses for is the answer
            return {"refused": type(error).__name__}
        return {"signed": None if found is None else {"length": found.length, "hashes": found.hashes}}


def main() -> None:
    repositories: dict[int, Repository] = {}
    for line in sys.stdin:
        command = json.loads(line)
        if command["do"] == "look":
            answer = look(command["url"], command["root"], command["target"])
        else:
            answer = repositories.setdefault(command["repository"], Repository()).carry_out(command)
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
