"""Run `pypi-attestations` with this stack in the place of the public-good Sigstore.

    sign_one_by_one.py TRUST_CONFIG sign DIST...

TRUST_CONFIG is a ClientTrustConfig in JSON. Everything else is the program's own: it asks for one identity token and one
certificate, and signs the files one after the other into DIST.publish.attestation.
"""

import sys
from pathlib import Path
from unittest import mock

from pypi_attestations._cli import main
from sigstore.models import ClientTrustConfig

if __name__ == "__main__":
    config = ClientTrustConfig.from_json(Path(sys.argv.pop(1)).read_text())
    with mock.patch.object(ClientTrustConfig, "production", lambda **_: config):
        main()
