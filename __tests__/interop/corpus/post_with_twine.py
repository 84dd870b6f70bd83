"""post_with_twine.py URL FILE...: `twine upload` of each file in turn, in one process; a JSON object of why it refused, by file."""

import contextlib
import io
import json
import os
import sys

from twine import cli, exceptions

OPTIONS = ["--non-interactive", "--disable-progress-bar", "--username", "__token__", "--password", "pypi-corpus"]


def refusal(url: str, path: str) -> str | None:
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            cli.dispatch(["upload", "--repository-url", url, *OPTIONS, path])
    except (exceptions.TwineException, OSError, ValueError) as error:
        return f"{type(error).__name__}: {error}"
    return None


url, *paths = sys.argv[1:]
refusals = {os.path.basename(path): refusal(url, path) for path in paths}
print(json.dumps({name: reason for name, reason in refusals.items() if reason is not None}))
