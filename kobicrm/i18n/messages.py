"""What every error says: one sentence, and what to do now.

Errors are raised as a code with values; the sentence is looked up here, in the language in
force, when a door shows it. A hint that names an empty value is left out.
"""

from __future__ import annotations

import string
from collections.abc import Mapping
from datetime import datetime

from kobicrm.domain.clean import clean_line
from kobicrm.domain.dates import format_moment
from kobicrm.errors import KobiError
from kobicrm.i18n import N_, _, language
from kobicrm.i18n.messages_files import FILE_ERRORS
from kobicrm.i18n.messages_mail import MAIL_ERRORS
from kobicrm.i18n.messages_query import QUERY_ERRORS
from kobicrm.i18n.messages_records import RECORD_ERRORS
from kobicrm.i18n.messages_store import STORE_ERRORS

VALUE_LIMIT = 500

CALL_ERRORS: dict[str, tuple[str, str]] = {
    # the program itself
    "unexpected": (
        N_("Something went wrong that KobiCRM did not foresee; saved records are safe."),
        N_("Details for a report are in {log}"),
    ),
    "interrupted": (N_("Stopped. Nothing of the unfinished work was kept."), ""),
    "declined": (N_("Nothing was changed."), ""),
    "output_failed": (
        N_("The result could not be written: {reason}."),
        N_("Check the disk the output goes to."),
    ),
    # how a command was written
    "needs_yes": (
        N_("This command asks before it changes anything, and there is no terminal to ask on."),
        N_("Add --yes when it may go ahead."),
    ),
    "help_instead": ("{help}", ""),
    "no_such_option": (
        N_("There is no option {option} here."),
        N_("Options are listed by: {command} --help"),
    ),
    "no_such_option_near": (
        N_("There is no option {option} here."),
        N_("Did you mean {near}?"),
    ),
    "missing_parameter": (
        N_("{name} is missing."),
        N_("How it is used: {command} --help"),
    ),
    "option_takes_no_value": (
        N_("The option {option} takes no value."),
        N_("How it is used: {command} --help"),
    ),
    "option_needs_value": (
        N_("The option {option} needs a value."),
        N_("How it is used: {command} --help"),
    ),
    "bad_parameter": (
        N_("The value given for {name} can't be used."),
        N_("How it is used: {command} --help"),
    ),
    "no_such_command": (
        N_("There is no command {name}."),
        N_("Commands are listed by: {command} --help"),
    ),
    "no_such_command_near": (N_("There is no command {name}."), N_("Did you mean {near}?")),
    "extra_arguments": (
        N_("There are more words than this command takes."),
        N_("Put quotation marks around a text with spaces. How it is used: {command} --help"),
    ),
    "wrong_usage": ("{detail}", N_("How it is used: {command} --help")),
    "bad_choice": (
        N_("{option} can't be “{value}”."),
        N_("Possible: {choices}"),
    ),
    "bad_number": (
        N_("{option} needs a whole number from {least} on, not “{value}”."),
        "",
    ),
    "bad_seconds": (N_("{option} needs a number of seconds, not “{value}”."), ""),
    "exclusive_options": (N_("{first} and {second} can't be used together."), ""),
    "option_repeated": (N_("{option} was given more than once; it takes one value."), ""),
    "result_of_one": (
        N_("A result or a next step belongs to one task; several were named."),
        N_("End them one by one, or leave --outcome, --text and --next out."),
    ),
    "calendar_holds": (
        N_("A calendar file holds appointments only: {known}."),
        "",
    ),
    "log_stdin_alone": (
        N_("With - each line says all of itself; text and options can't stand beside it."),
        N_("A line: REF, text, outcome, next step, parted by tabs."),
    ),
    "nothing_given": (
        N_("Nothing was given to save."),
        N_("How it is used: {command} --help"),
    ),
    "nothing_named": (
        N_("It was not said which contacts."),
        N_("How it is used: {command} --help"),
    ),
    "bad_pair": (
        N_("{option} needs the form {form}, not “{value}”."),
        "",
    ),
    "shell_unknown": (
        N_("This shell could not be recognised."),
        N_("Name it: kobicrm completion bash, zsh, fish or powershell"),
    ),
    # settings
    "config_unknown_key": (
        N_("The settings file {file} has an unknown key: {key}."),
        N_("Did you mean {nearest}?"),
    ),
    "config_no_such_key": (
        N_("There is no setting called {key}."),
        N_("Did you mean {nearest}?"),
    ),
    "config_bad_value": (
        N_("In the settings file {file}, {key} can't be “{value}”."),
        N_("What each setting takes is listed by: kobicrm config --help"),
    ),
    "config_not_toml": (
        N_("The settings file {file} can't be read as TOML."),
        N_("The mistake is in line {line}."),
    ),
    "config_unreadable": (
        N_("The settings file {file} can't be read."),
        N_("Check that it is a file of yours and that you may read it."),
    ),
    "config_not_writable": (
        N_("The settings file {file} could not be written: {reason}."),
        N_("The settings are as before."),
    ),
    "keep_invalid": (
        N_("“{text}” does not say how many backups to keep."),
        N_("Write it like this: daily=7,weekly=4,monthly=12"),
    ),
}

ERRORS: dict[str, tuple[str, str]] = {
    **CALL_ERRORS,
    **FILE_ERRORS,
    **STORE_ERRORS,
    **MAIL_ERRORS,
    **RECORD_ERRORS,
    **QUERY_ERRORS,
}


class _Values(dict[str, str]):
    """Values by name; one that was not given shows as ``?`` instead of stopping everything."""

    def __missing__(self, _key: str) -> str:
        return "?"


def sentence(error: KobiError) -> str:
    """Return what went wrong in the language in force, values filled in and harmless."""
    text = ERRORS[error.code][0] if error.code in ERRORS else N_("This did not work ({code}).")
    values = _shown({"code": error.code, **error.values})
    return _(text).format_map(values)


def hint(error: KobiError) -> str:
    """Return what to do now, '' when there is nothing to say."""
    text = ERRORS.get(error.code, ("", ""))[1]
    values = _shown(error.values)
    named = [name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name]
    if not text or not all(values.get(name) for name in named):
        return ""
    return _(text).format_map(values)


def _shown(values: Mapping[str, object]) -> _Values:
    return _Values({key: _one(key, value) for key, value in values.items()})


def _one(key: str, value: object) -> str:
    if value is None:
        return ""
    if key == "help":
        return str(value)
    if key == "field":
        return field_label(str(value))
    if isinstance(value, datetime):
        return format_moment(value, language())
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(clean_line(str(item)) for item in value)
    return clean_line(str(value), VALUE_LIMIT)


def field_label(key: str) -> str:
    """Return the name of a field as screens show it, ``key`` itself when unknown.

    A contact's fields come before those that other kinds call the same.
    """
    from kobicrm.domain.kinds.contact import CONTACT
    from kobicrm.domain.kinds.registry import KINDS

    labels = {field.key: field.label for kind in KINDS.values() for field in kind.fields}
    labels |= {target.key: target.label for target in CONTACT.targets}
    labels |= {field.key: field.label for field in CONTACT.fields}
    if key in labels:
        return _(labels[key])
    # Some errors name the label itself, or a field of the shop's own.
    return _(clean_line(key))
