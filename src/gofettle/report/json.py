"""A document as JSON, and the published schemas."""

from __future__ import annotations

import re

import msgspec

from gofettle.report.document import Document
from gofettle.report.why_document import WhyDocument

# What JSON leaves as it is: DEL, C1, marks that turn or hide text, line and paragraph separators.
_ACTING = re.compile(
    "[\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)

SCHEMAS: dict[str, type] = {"diagnosis": Document, "why": WhyDocument}


def render(document: Document | WhyDocument) -> str:
    """One object, indented for people who look; what a terminal would obey is written as an escape, which reads the same."""
    text = msgspec.json.format(msgspec.json.encode(document), indent=2).decode()
    return _ACTING.sub(lambda found: re.sub("....", r"\\u\g<0>", found[0].encode("utf-16-be").hex()), text)


def schema(name: str) -> str:
    """JSON Schema (2020-12) of a document, made from its types."""
    return msgspec.json.format(msgspec.json.encode(msgspec.json.schema(SCHEMAS[name])), indent=2).decode()
