"""The generated pages: in step with the code, with links that lead somewhere and diagrams that can be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gofettle.diagnosis.catalogue import BY_ID, CAUSES
from gofettle.model.cause import CauseModule, cause_id, page, translated
from gofettle.model.decision import Ask, Then
from gofettle.model.message import msg
from gofettle.report.words import LANGUAGES, Words, words
from tests.making import copied, maker
from tests.tools import ROOT

PAGES = sorted((ROOT / "docs").rglob("*.md"))
docs = maker("docs")

every_cause = pytest.mark.parametrize("cause", CAUSES, ids=list(BY_ID))
every_language = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(autouse=True)
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")


class Strict:
    """The Chinese catalogue, which has all that it is asked for."""

    def gettext(self, message: str) -> str:
        chinese = words("zh", "").text(message)
        assert chinese != message
        return chinese


def test_the_pages_are_in_step() -> None:
    docs.main(["--check"])


def test_what_the_pages_say_themselves_is_translated() -> None:
    assert len(dict(docs.made(Words("zh", "", Strict())))) == len(CAUSES) + 2


@every_language
def test_the_index_leads_to_every_cause(language: str) -> None:
    index = docs.folder(language) / "causes/README.md"
    found = set(re.findall(r"^\| \[(.+?)\]\((.+?)\)", index.read_text(encoding="utf-8"), re.MULTILINE))
    assert {name for name, _ in found} == set(BY_ID)


@pytest.mark.parametrize("file", PAGES, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_link_leads_somewhere(file: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", file.read_text(encoding="utf-8"))
    assert [target for target in targets if "://" not in target and not (file.parent / target).exists()] == []


@every_language
@every_cause
def test_a_page_holds_what_explain_says(cause: CauseModule, language: str) -> None:
    text = (docs.folder(language) / docs.PATHS[cause_id(cause)]).read_text(encoding="utf-8")
    said = translated(page(cause), words(language, "").text)
    assert f"# {cause_id(cause)}\n\n{docs.prose(said.title)}\n" in text
    for heading, paragraphs in said.sections:
        assert f"\n## {heading}\n" in text
        for line in paragraphs.split("\n"):
            assert docs.prose(line) in text or f"- <{line}>" in text
    for other in cause.LEADS_TO:
        assert other in text.partition("```\n\n")[2]


# Diagrams


NODE = re.compile(r'(n\d+)(?:\{\{"[^"]+"\}\}|\(\["[^"]+"\]\)|\["[^"]+<br>[a-z.-]+"\])')
EDGE = re.compile(r'(n\d+) -->\|"[^"]+"\| (n\d+)')


def size(node: Ask | Then) -> int:
    return 1 if isinstance(node, Then) else 1 + size(node.yes) + size(node.no)


def check_diagram(lines: list[str], tree: Ask) -> None:
    """Each question has two ways on, each node but the first is reached once, and all are there."""
    nodes = [found[1] for line in lines if (found := NODE.fullmatch(line))]
    edges = [found.groups() for line in lines if (found := EDGE.fullmatch(line))]
    assert len(nodes) + len(edges) == len(lines)
    assert len(nodes) == len(set(nodes)) == size(tree)
    assert sorted(to for _, to in edges) == sorted(set(nodes) - {"n0"})
    assert {sum(one == start for one, _ in edges) for start, _ in edges} == {2}


@every_language
@every_cause
def test_a_diagram_is_the_decision(cause: CauseModule, language: str) -> None:
    check_diagram(list(docs.drawn(cause.DECISION, words(language, ""), "n0", iter(range(1, 99)))), cause.DECISION)


def test_nothing_in_a_text_is_read_as_a_diagram() -> None:
    nasty = 'is "it" [a] {b} (c) #1; <br> `x` | --> $y \\n?'
    tree = Ask(msg(nasty.replace("{", "{{").replace("}", "}}")), Then(msg("a “b”"), "x.y"), Then(msg(";")))
    lines = list(docs.drawn(tree, words("en", ""), "n0", iter(range(1, 9))))
    check_diagram(lines, tree)
    text = lines[0].partition('"')[2].rpartition('"')[0]
    assert not set('"<`$\\') & set(text)
    assert re.sub(r"#(\d+);", lambda found: chr(int(found[1])), text) == nasty


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("in ~/.zshrc and ~/.bashrc", r"in \~/.zshrc and \~/.bashrc"),
        ("$GOROOT/src and `$GOROOT`", r"\$GOROOT/src and `$GOROOT`"),
        ("a*b* <c> [d](e) x|y", r"a\*b\* \<c\> \[d\](e) x\|y"),
        ("go_env and _x_", r"go_env and \_x\_"),
        (r"a\b", r"a\\b"),
        ("plain, as it is.", "plain, as it is."),
    ],
)
def test_nothing_in_a_text_is_read_as_markdown(text: str, markdown: str) -> None:
    assert docs.prose(text) == markdown


# Out of step


@pytest.fixture
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(docs, "ROOT", copied(tmp_path, "docs", "tests/causes"))
    return tmp_path / "docs"


def test_a_copy_is_in_step(there: Path) -> None:
    docs.main(["--check"])
    assert there.exists()


def test_a_page_that_was_edited_is_caught_and_made_again(there: Path) -> None:
    page = there / "zh/commands.md"
    before = page.read_text(encoding="utf-8")
    page.write_text(before + "\nmore\n", encoding="utf-8")
    with pytest.raises(SystemExit, match=r"stale: docs/zh/commands\.md "):
        docs.main(["--check"])
    docs.main([])
    assert page.read_text(encoding="utf-8") == before


def test_a_page_that_is_missing_is_caught(there: Path) -> None:
    (there / "causes/path/shadowed.md").unlink()
    with pytest.raises(SystemExit, match="stale"):
        docs.main(["--check"])


def test_a_page_of_a_cause_that_is_gone_is_caught_and_taken_away(there: Path) -> None:
    page = there / "causes/path/gone.md"
    page.write_text((there / "causes/path/shadowed.md").read_text(encoding="utf-8"), encoding="utf-8")
    by_hand = there / "causes/path/notes.md"
    by_hand.write_text("# Notes\n")
    with pytest.raises(SystemExit, match=r"stale: docs/causes/path/gone\.md "):
        docs.main(["--check"])
    docs.main([])
    assert not page.exists()
    assert by_hand.exists()


def test_a_cause_that_changed_is_caught(there: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CAUSES[0], "LEADS_TO", ("path.shadowed",))
    assert there.exists()
    with pytest.raises(SystemExit, match=r"docs/causes/path/shadowed\.md, docs/causes/toolchain/missing\.md, docs/zh/"):
        docs.main(["--check"])
