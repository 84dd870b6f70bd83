"""judge.py: of each line `[kind, value]` of standard input, what PyPI's own packages make of it, as a line of JSON.

The rules are those that PyPI layers over them: one address and none without a domain, no URL of another scheme, no
requirement with a URL. False stands for a refusal.
"""

import email.utils
import json
import sys

import email_validator
from packaging.licenses import canonicalize_license_expression
from packaging.metadata import Metadata
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.version import Version
from rfc3986 import exceptions, uri_reference, validators
from trove_classifiers import classifiers, deprecated_classifiers


def address(field):
    """`parseaddr` in its strict mode, which Python 3.11 has since 3.11.10."""
    if getattr(email.utils, "supports_strict_parsing", False):
        return email.utils.parseaddr(field)[1]
    outside, quoted, skip, depth = "", False, False, 0
    tail = ""
    for character in field:
        if skip:
            skip = False
        elif character == "\\":
            skip = True
        elif character == '"':
            quoted, tail = not quoted, ""
        elif quoted:
            tail += character
        else:
            outside += character
    for character in outside + (tail if quoted else ""):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if depth < 0:
            return ""
    found = email.utils._AddressList(field).addresslist
    return found[0][1] if depth == 0 and len(found) == 1 and "[" not in found[0][1] else ""


def is_address(field):
    checked = address(field)
    if checked:
        email_validator.validate_email(checked, check_deliverability=False)
    return True


def is_url(text):
    validator = validators.Validator().allow_schemes("http", "https").require_presence_of("scheme")
    validator.check_validity_of("scheme", "host", "port", "path", "query")
    try:
        validator.validate(uri_reference(text).normalize())
    except exceptions.ValidationError:
        return False
    return True


def is_field(name, value):
    Metadata.from_raw({"metadata_version": "2.5", "name": "a", "version": "1", name: value})
    return True


JUDGES = {
    "address": address,
    "email": is_address,
    "url": is_url,
    "requirement": lambda text: Requirement(text).url is None,
    "specifier": lambda text: SpecifierSet(text) is not None,
    "version": lambda text: str(Version(text)),
    "license": lambda text: bool(canonicalize_license_expression(text)),
    "content-type": lambda text: is_field("description_content_type", text),
    "import": lambda text: is_field("import_names", [text]),
    "dynamic": lambda text: is_field("dynamic", [text]),
    "extra": lambda text: is_field("provides_extra", [text]),
    "license-file": lambda text: is_field("license_files", [text]),
    "deprecated": lambda _: deprecated_classifiers,
    "classifiers": lambda _: sorted(classifiers),
}


def judged(kind, value):
    try:
        return JUDGES[kind](value)
    except Exception:
        return False


for line in sys.stdin:
    print(json.dumps(judged(*json.loads(line))))
