"""A document as JSON, and the published schemas."""

from __future__ import annotations

import msgspec

from gofettle.report.document import Document
from gofettle.report.why_document import WhyDocument

SCHEMAS: dict[str, type] = {"diagnosis": Document, "why": WhyDocument}


def render(document: Document | WhyDocument) -> str:
    """One object, indented for people who look."""
    return msgspec.json.format(msgspec.json.encode(document), indent=2).decode()


def schema(name: str) -> str:
    """JSON Schema (2020-12) of a document, made from its types."""
    return msgspec.json.format(msgspec.json.encode(msgspec.json.schema(SCHEMAS[name])), indent=2).decode()
