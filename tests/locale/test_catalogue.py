"""The catalogue of translations: whole, true to its texts, in step with the code; and each check catches what it is for."""

from __future__ import annotations

import gettext
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.pofile import read_po

from gofettle.report.words import LANGUAGES, words
from tests.locale import checks
from tests.locale.glossary import Glossary, read_glossary
from tests.making import copied, maker
from tests.tools import ROOT

PO = "src/gofettle/locale/zh/LC_MESSAGES/gofettle.po"
GLOSSARY = read_glossary()

Check = Callable[[Catalog], Iterator[str]]

CHECKS: dict[str, Check] = {
    "untranslated": checks.untranslated,
    "other names": checks.other_names,
    "other code": checks.other_code,
    "English remainders": lambda catalog: checks.remainders(catalog, GLOSSARY),
    "other terms": lambda catalog: checks.other_terms(catalog, GLOSSARY),
    "loose blanks": checks.loose_blanks,
}


def catalogue(root: Path = ROOT) -> Catalog:
    with (root / PO).open("rb") as file:
        return read_po(file, locale="zh")


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS.keys())
def test_every_text_is_well_translated(check: Check) -> None:
    assert list(check(catalogue())) == []


@pytest.mark.parametrize(
    ("check", "english", "chinese"),
    [
        ("untranslated", "{path} cannot be run", ""),
        ("other names", "{path} cannot be run", "{paht} 无法运行"),
        ("other names", "{path} cannot be run", "无法运行"),
        ("other names", "Nothing is wrong", "{path} 没有问题"),
        ("other code", "`go` is not there", "go 不存在"),
        ("other code", "`go` is not there", "`Go` 不存在"),
        ("English remainders", "{path} cannot be run", "{path} cannot be run"),
        ("English remainders", "Open a new terminal.", "打开新的 terminal。"),
        ("English remainders", "See https://go.dev/dl/ for it", "参见 https://go.dev/dl/ for it"),
        ("other terms", "Open a new terminal.", "打开新窗口。"),
        ("other terms", "the start-up files", "启动脚本"),
        ("loose blanks", "{path} cannot be run", "{path}无法运行"),
        ("loose blanks", "Open a new terminal of zsh.", "打开 zsh的新终端。"),
        ("loose blanks", "In {session}, nothing.", "在 {session} 中没有。"),
        ("loose blanks", "one: two", "其一: 其二"),
        ("loose blanks", "one: two", "其一： 其二"),
    ],
)
def test_a_planted_defect_is_caught(check: str, english: str, chinese: str) -> None:
    planted = Catalog(locale="zh")
    planted.add(english, chinese)
    assert list(CHECKS[check](planted)) != []


def test_a_translation_whose_text_has_changed_is_caught() -> None:
    planted = Catalog(locale="zh")
    planted.add("Nothing is wrong", "没有问题", flags=["fuzzy"])
    assert list(checks.untranslated(planted)) != []


@pytest.mark.parametrize(
    "chinese",
    [
        "没有找到 {path}",
        "在 GOENV=off 时，~/.zshrc 与 /etc/paths.d/go 不变",
        "用 --deep 构建 path.not-on-path",
        "`some code` 无效",
    ],
)
def test_what_is_written_alike_everywhere_is_no_remainder(chinese: str) -> None:
    assert checks.english_in(chinese, GLOSSARY) == []


def test_the_glossary_has_both_tables() -> None:
    assert isinstance(GLOSSARY, Glossary)
    assert GLOSSARY.terms["tree"] == ("目录树",)
    assert {"Go", "zsh", "path_helper"} < set(GLOSSARY.english)


# In step with the code


def test_the_catalogues_are_in_step() -> None:
    maker("catalogue").main(["--check"])


def test_what_the_program_reads_is_what_people_translate() -> None:
    compiled = gettext.GNUTranslations(io.BytesIO((ROOT / PO).with_suffix(".mo").read_bytes()))
    for _, english, chinese in checks.texts(catalogue()):
        assert compiled.gettext(english) == chinese


@pytest.fixture
def there(tmp_path: Path) -> Path:
    return copied(tmp_path, "src/gofettle", "script")


def making(root: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> None:
    made = maker("catalogue")
    monkeypatch.setattr(made, "ROOT", root)
    made.main(list(arguments))


def test_a_copy_is_in_step_and_making_it_again_changes_nothing(there: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [there / PO, (there / PO).with_suffix(".mo")]
    before = [file.read_bytes() for file in files]
    making(there, monkeypatch, "--check")
    making(there, monkeypatch)
    assert [file.read_bytes() for file in files] == before


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("src/gofettle/diagnosis/vitals.py", 'msg("go is not on PATH")', 'msg("go is nowhere on PATH")'),
        ("src/gofettle/cli/parser.py", '_("show the version and exit")', '_("show the release and exit")'),
        (PO, 'msgstr "没有问题"', 'msgstr "一切正常"'),
        (PO, 'msgid "Nothing is wrong"\nmsgstr "没有问题"\n', ""),
    ],
)
def test_a_stale_catalogue_is_caught(
    there: Path, monkeypatch: pytest.MonkeyPatch, file: str, old: str, new: str
) -> None:
    text = (there / file).read_text(encoding="utf-8")
    assert old in text
    (there / file).write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(SystemExit, match="stale"):
        making(there, monkeypatch, "--check")


@pytest.mark.parametrize(
    ("call", "complaint"),
    [
        ("msg(text)", "must stand in the call"),
        ('msg(f"a {text}")', "must stand in the call"),
        ('msg("a" + text)', "must stand in the call"),
        ("msg()", "must stand in the call"),
        ('msg("")', "must stand in the call"),
        ('msg("{a}", b=1)', "names"),
        ('msg("{a}")', "names"),
        ('_(f"{a}")', "must stand in the call"),
    ],
)
def test_a_text_that_could_not_be_found_stops_the_making(
    there: Path, monkeypatch: pytest.MonkeyPatch, call: str, complaint: str
) -> None:
    (there / "src/gofettle/planted.py").write_text(f"{call}\n")
    with pytest.raises(SystemExit, match=rf"src/gofettle/planted\.py:1: .*{complaint}"):
        making(there, monkeypatch, "--check")


def test_a_text_that_changed_a_little_keeps_its_translation_to_be_looked_at(
    there: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vitals = there / "src/gofettle/diagnosis/vitals.py"
    vitals.write_text(vitals.read_text().replace("a program was built and ran", "one program was built and ran"))
    making(there, monkeypatch)
    changed = catalogue(there)["one program was built and ran"]
    assert changed is not None
    assert changed.fuzzy
    assert changed.string == "程序已构建并成功运行"
    assert list(checks.untranslated(catalogue(there))) == ["no translation: one program was built and ran"]


# Loaded


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_loads(language: str) -> None:
    speech = words(language, "/home/dev")
    assert speech.language == language
    assert speech.text("Nothing is wrong") == {"en": "Nothing is wrong", "zh": "没有问题"}[language]
