"""Verify what wheelseal made with clients that are not the project's.

    judge.py attestations FOLDER DIST...   FOLDER/<name of DIST>.publish.attestation, as the index checks them
    judge.py slsa FOLDER DIST...           FOLDER/<name of DIST>.slsa.attestation, in the same way
    judge.py provenance FOLDER DIST...     FOLDER/<name of DIST>.provenance, by the command `pypi-attestations verify pypi`
    judge.py bundles FOLDER DIST...        FOLDER/<name of DIST>.sigstore.json, by sigstore-python

Prints one line of JSON for each DIST: name, ok, and what was seen (the predicate type) or the error. What an
attestation or bundle is checked against is given: --trusted-root, and for a bundle --identity and --issuer.
"""

import argparse
import hashlib
import json
from pathlib import Path
from unittest import mock

import pypi_attestations
from pypi_attestations import _cli
from sigstore.models import Bundle, TrustedRoot
from sigstore.verify import Verifier, policy


class Judge:
    def __init__(self, args: argparse.Namespace):
        self.args = args

    def verifier(self) -> Verifier:
        return Verifier(trusted_root=TrustedRoot.from_file(str(self.args.trusted_root)))

    def attestations(self, dist: Path) -> str:
        return self.attestation(dist, "publish")

    def slsa(self, dist: Path) -> str:
        return self.attestation(dist, "slsa")

    def attestation(self, dist: Path, kind: str) -> str:
        """What the index does, but for where the trust root comes from."""
        text = (self.args.folder / f"{dist.name}.{kind}.attestation").read_bytes()
        attestation = pypi_attestations.Attestation.model_validate_json(text)
        publisher = pypi_attestations.GitHubPublisher(repository=self.args.repository, workflow=self.args.workflow)
        with mock.patch.object(Verifier, "production", lambda **_: self.verifier()):
            predicate_type, _ = attestation.verify(publisher, pypi_attestations.Distribution.from_file(dist))
        return predicate_type

    def provenance(self, dist: Path) -> str:
        """The command itself, but for where the trust root comes from; it ends with sys.exit where it refuses."""
        args = argparse.Namespace(
            distribution_file=str(dist),
            provenance_file=self.args.folder / f"{dist.name}.provenance",
            repository=f"https://github.com/{self.args.repository}",
            staging=False,
            offline=True,
            gcp_service_account=None,
            circleci_project_id=None,
            circleci_pipeline_definition_id=None,
        )
        with mock.patch.object(Verifier, "production", lambda **_: self.verifier()):
            _cli._verify_pypi(args)
        return "verified"

    def bundles(self, dist: Path) -> str:
        bundle = Bundle.from_json((self.args.folder / f"{dist.name}.sigstore.json").read_bytes())
        check = policy.Identity(identity=self.args.identity, issuer=self.args.issuer)
        kind, payload = self.verifier().verify_dsse(bundle, check)
        assert kind == "application/vnd.in-toto+json", kind
        statement = json.loads(payload)
        expected = {"name": dist.name, "digest": {"sha256": hashlib.sha256(dist.read_bytes()).hexdigest()}}
        assert statement["subject"] == [expected], statement["subject"]
        return statement["predicateType"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["attestations", "slsa", "provenance", "bundles"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("dists", type=Path, nargs="+", metavar="DIST")
    parser.add_argument("--trusted-root", type=Path, required=True)
    parser.add_argument("--repository", default="octo/demo")
    parser.add_argument("--workflow", default="release.yml")
    parser.add_argument(
        "--identity", default="https://github.com/octo/demo/.github/workflows/release.yml@refs/tags/v1.0.0"
    )
    parser.add_argument("--issuer", default="https://token.actions.githubusercontent.com")
    args = parser.parse_args()
    examine = getattr(Judge(args), args.command)
    for dist in args.dists:
        try:
            verdict = {"name": dist.name, "ok": True, "seen": examine(dist)}
        except (Exception, SystemExit) as error:
            verdict = {"name": dist.name, "ok": False, "seen": f"{type(error).__name__}: {error}"}
        print(json.dumps(verdict))


if __name__ == "__main__":
    main()
