"""deprecated-classifiers.py: writes src/distributions/metadata/deprecated-classifiers.json from the newest list of classifiers.

To make it anew: `python -m venv .venv && .venv/bin/pip install trove-classifiers && .venv/bin/python scripts/deprecated-classifiers.py`
"""

import importlib.metadata
import json
import pathlib

from trove_classifiers import deprecated_classifiers

target = pathlib.Path(__file__).parent.parent / "src/distributions/metadata/deprecated-classifiers.json"
content = {
    "source": f"trove-classifiers {importlib.metadata.version('trove-classifiers')}",
    "replacements": dict(sorted(deprecated_classifiers.items())),
}
target.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n")
