"""gunicorn.conf.py: what `textwrap.dedent` does since Python 3.14, which PyPI runs on: of a line of white space nothing is left."""

import textwrap


def dedent(text):
    lines = text.split("\n")
    filled = [line for line in lines if line and not line.isspace()]
    least, most = min(filled, default=""), max(filled, default="")
    margin = 0
    while margin < len(least) and least[margin] == most[margin] and least[margin] in " \t":
        margin += 1
    return "\n".join("" if line.isspace() else line[margin:] for line in lines)


textwrap.dedent = dedent
