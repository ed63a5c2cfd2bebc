"""House rules that a reader can check file by file."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted(
    path
    for package in ("kobicrm", "screens")
    for path in (ROOT / package).rglob("*.py")
    if "__pycache__" not in path.parts
)
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES}

LINES, BODY = 300, 40
# Files that may change case themselves, and how often: the Turkish rule, and ASCII tokens.
CASE = {
    "kobicrm/domain/turkish.py": 99,
    # Addresses and IBANs that already passed an ASCII pattern.
    "kobicrm/domain/emails.py": 3,
    "kobicrm/domain/identity.py": 1,
    # Names of file formats, of members of a ZIP, of columns, keys and networks; yes and no.
    "kobicrm/cli/imports.py": 1,
    "kobicrm/cli/output.py": 1,
    "kobicrm/exchange/xlsx_guard.py": 1,
    "screens/contacts/values.py": 1,
    "screens/widgets/keys.py": 1,
}


def name(path: Path) -> str:
    """Return a path as the rules name it."""
    return path.relative_to(ROOT).as_posix()


def none(offenders: list[str]) -> None:
    """Fail with every offender on a line of its own."""
    assert not offenders, "\n" + "\n".join(offenders)


def calls(tree: ast.Module) -> Iterator[tuple[ast.Call, str]]:
    """Yield every call with the last part of what is called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute):
                yield node, node.func.attr
            elif isinstance(node.func, ast.Name):
                yield node, node.func.id


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function and method."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_files_and_functions_stay_small() -> None:
    long = [name(p) for p in SOURCES if len(p.read_text("utf-8").splitlines()) > LINES]
    none(long)
    wide = [
        f"{name(path)}:{node.name}"
        for path, tree in TREES.items()
        for node in functions(tree)
        if (node.end_lineno or 0) - node.lineno + 1 > BODY
    ]
    none(wide)


def public(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    """Yield what others may use: public functions and classes, and the methods of these."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            if node.name.startswith("_"):
                continue
            yield node
            if isinstance(node, ast.ClassDef):
                yield from (m for m in node.body if isinstance(m, ast.FunctionDef) and shown(m))


def shown(method: ast.FunctionDef) -> bool:
    """Tell whether a method is public; a setter is described where its value is read."""
    setter = any(ast.unparse(line).endswith(".setter") for line in method.decorator_list)
    return not method.name.startswith("_") and not setter


def test_everything_public_says_what_it_does() -> None:
    silent = [
        f"{name(path)}:{node.name}"
        for path, tree in TREES.items()
        for node in public(tree)
        if not ast.get_docstring(node)
    ]
    none(silent)


def test_case_is_left_to_the_turkish_module() -> None:
    for path, tree in TREES.items():
        offenders = [
            f"{name(path)}:{node.lineno}"
            for node, called in calls(tree)
            if called in ("lower", "upper", "title", "casefold", "capitalize", "swapcase")
            and isinstance(node.func, ast.Attribute)
            and not node.args
        ]
        none(offenders[CASE.get(name(path), 0) :])


def test_no_text_hides_in_an_f_string_where_the_catalogue_does_not_find_it() -> None:
    for path, tree in TREES.items():
        strings = (node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr))
        none(
            [
                f"{name(path)}:{node.lineno}"
                for string in strings
                for node, called in calls(string)
                if called in ("_", "ngettext") and isinstance(node.args[0], ast.Constant)
            ]
        )


def test_sql_knows_no_like_and_no_names_in_order() -> None:
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                words = node.value.split()
                if "SELECT" in words and "FROM" in words and "sqlite_master" not in node.value:
                    assert "LIKE" not in words, name(path)
                    assert "ORDER BY name " not in node.value + " ", name(path)


# What hands a plain text to a widget or the terminal, where it would be read as markup.
WIDGETS = {"Static", "Label", "Button", "OptionList", "Checkbox", "TabPane", "Collapsible"}
METHODS = {"notify", "add_row", "add_option", "add_column"}


def of_textual(tree: ast.Module) -> set[str]:
    """Return the names a file takes from textual: our own widgets take care of themselves."""
    return {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("textual")
        for alias in node.names
    }


def bare(argument: ast.expr) -> bool:
    """Tell whether an argument may be data: neither a fixed text nor made into a safe one."""
    if isinstance(argument, ast.Constant):
        return False
    if isinstance(argument, ast.Call):
        function = argument.func
        called = (
            function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        )
        return called in ("str", "format", "join", "_", "ngettext", "strip")
    return isinstance(argument, ast.Attribute | ast.Subscript | ast.JoinedStr | ast.BinOp)


def test_no_plain_text_reaches_a_widget() -> None:
    offenders = []
    for path, tree in TREES.items():
        if not name(path).startswith("screens/"):
            continue
        showing = (WIDGETS & of_textual(tree)) | METHODS
        for node, called in calls(tree):
            safe = any(
                keyword.arg == "markup"
                and isinstance(keyword.value, ast.Constant)
                and keyword.value.value is False
                for keyword in node.keywords
            )
            if called in showing and not safe and any(bare(a) for a in node.args):
                offenders.append(f"{name(path)}:{node.lineno} {called}")
    none(offenders)


def test_no_plain_text_is_printed_through_rich() -> None:
    offenders = []
    for path, tree in TREES.items():
        if not name(path).startswith("kobicrm/cli/"):
            continue
        for node, called in calls(tree):
            owner = node.func.value if isinstance(node.func, ast.Attribute) else None
            console = isinstance(owner, ast.Name | ast.Attribute | ast.Call) and "console" in (
                ast.unparse(owner)
            )
            rich = (called == "print" and console) or called in ("add_row", "add_column")
            if rich and any(bare(a) for a in node.args):
                offenders.append(f"{name(path)}:{node.lineno} {called}")
    none(offenders)


@pytest.mark.parametrize(
    ("module", "where"),
    [
        ("peewee", "kobicrm/storage/"),
        ("playhouse", "kobicrm/storage/"),
        ("sqlite3", "kobicrm/storage/engine.py"),
        ("textual", "screens/"),
        ("typer", "kobicrm/cli/"),
    ],
)
def test_a_library_is_imported_on_its_own_floor_only(module: str, where: str) -> None:
    users = set()
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            names = (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
            if any(imported.split(".")[0] == module for imported in names):
                users.add(name(path))
    assert {user for user in users if not user.startswith(where)} <= {"kobicrm/__main__.py"}


def test_nothing_reads_what_lies_outside_the_project() -> None:
    words = ("../" + "shared", "/work" + "/")
    texts = [
        path
        for folder in ("kobicrm", "screens", "tests", "benchmarks", "docs", ".ci")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".py", ".md", ".toml", ".txt", ".tcss", "") and path.is_file()
    ]
    texts += [ROOT / name_ for name_ in ("pyproject.toml", "Makefile") if (ROOT / name_).exists()]
    found = [
        name(path)
        for path in texts
        if any(word in path.read_text("utf-8", "replace") for word in words)
    ]
    none(found)


def test_broad_except_is_for_the_outermost_doors() -> None:
    doors = {"kobicrm/cli/door.py", "kobicrm/__main__.py", "screens/jobs.py", "screens/app.py"}
    broad = {
        name(path)
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id == "Exception"))
    }
    assert broad <= doors


def test_starting_a_command_does_not_load_the_screens_or_the_heavy_libraries() -> None:
    code = (
        "import sys, kobicrm.cli.app;"
        "print([m for m in ('textual', 'babel', 'phonenumbers', 'email_validator', 'peewee',"
        " 'xlsxwriter', 'python_calamine', 'screens') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.stdout.strip(), done.stderr) == ("[]", "")
