"""The errors a caller may catch; anything else that is raised is a bug of ours."""

from gofettle.model.message import Message


class GofettleError(Exception):
    """An answer that could not be given, with its reason as a value."""

    def __init__(self, why: Message) -> None:
        super().__init__(why.id)
        self.why = why


class CannotTell(GofettleError):  # noqa: N818  the word of the reports: "cannot tell: …"
    """A fact could not be looked at, or a cause could not be judged: neither true nor false."""


class Unusable(GofettleError):  # noqa: N818
    """What the person asked for makes no sense: an unknown id, a file that cannot be read (exit 2)."""


class Refused(GofettleError):  # noqa: N818
    """A repair that is not made: somebody changed the file since, two fixes collide, or it is not permitted."""
