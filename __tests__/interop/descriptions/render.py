"""render.py: of each line of standard input, a JSON text, whether readme_renderer renders it as reStructuredText, and the
first message of docutils that stops it, as a line of JSON.
"""

import io
import json
import sys

from docutils.parsers.rst import roles
from docutils.utils import Reporter
from readme_renderer import rst

messages = []
report = Reporter.system_message


def recorded(self, level, message, *children, **attributes):
    if level >= rst.SETTINGS["halt_level"]:
        messages.append(str(message))
    return report(self, level, message, *children, **attributes)


Reporter.system_message = recorded
for line in sys.stdin:
    messages.clear()
    # Roles that a text defines outlive it in this process.
    roles._roles.clear()
    stream = io.StringIO()
    try:
        renders = rst.render(json.loads(line), stream) is not None
    except Exception as error:
        renders = False
        messages.append(f"{type(error).__name__}: {error}")
    print(json.dumps([renders, messages[0] if messages else stream.getvalue()]))
