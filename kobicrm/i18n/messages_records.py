"""What errors about records and their fields say (see :mod:`kobicrm.i18n.messages`)."""

from __future__ import annotations

from kobicrm.i18n import N_

RECORD_ERRORS: dict[str, tuple[str, str]] = {
    "contact_not_found": (
        N_("No contact was found for “{ref}”."),
        N_("Look for it: kobicrm search NAME"),
    ),
    "contact_missing": (N_("No contact was found for “{ref}”."), ""),
    "contact_ambiguous": (
        N_("“{ref}” fits {count} contacts; nothing was changed."),
        N_("Name one of them by its number."),
    ),
    "add_stdin_alone": (N_("With - the lines stand in stdin, and nothing can be chosen."), ""),
    "capture_asks": (
        N_("{question} Nothing was made."),
        N_("Choose one of them by its number: --choose {part}=1"),
    ),
    "capture_changed": (
        N_("The shop has changed meanwhile, and so has what would be made; nothing was made."),
        N_("Look at it once more."),
    ),
    "capture_choice": (
        N_("“{value}” is no answer."),
        N_("Write it like {example}. What can be chosen: {known}"),
    ),
    "capture_empty": (
        N_("There is nothing in this line that could be made."),
        N_("Write it like: {example}"),
    ),
    "capture_nameless": (
        N_("It is not said whose this is; nothing was made."),
        N_("Write the name in front, or a company: {example}"),
    ),
    "capture_too_long": (
        N_("This line is too long; nothing was made."),
        N_("Put the note of a long line between quotation marks, or write several lines."),
    ),
    "contact_changed": (
        N_("{name} was changed by somebody else meanwhile; nothing was saved."),
        N_("Look at the record again and repeat your change."),
    ),
    "finding_gone": (
        N_("{name} was changed meanwhile: this is not there any more; nothing was saved."),
        "",
    ),
    "name_missing": (
        N_("A contact needs a name."),
        N_("Give one with --name, or a company with --company."),
    ),
    "note_empty": (N_("The note is empty; nothing was saved."), ""),
    "company_of_itself": (N_("{value} can't be its own company."), ""),
    "choice_unknown": (
        N_("{field} can't be “{value}”."),
        N_("Possible: {known}"),
    ),
    "date_invalid": (
        N_("{field}: “{value}” is not a date."),
        N_("Write it like 14.03.1988, or 14.03 without a year."),
    ),
    "custom_value_invalid": (
        N_("“{value}” does not fit the field {field}."),
        N_("What it holds is listed by: kobicrm field list"),
    ),
    "custom_field_unknown": (
        N_("There is no field of your own called {field}."),
        N_("There are: {known}. New ones: kobicrm field add NAME"),
    ),
    "field_missing": (
        N_("There is no field called {field}."),
        N_("Own fields are listed by: kobicrm field list"),
    ),
    "field_unknown": (N_("There is no field called {field}."), N_("There are: {known}")),
    "field_exists": (N_("A field called {field} is already there."), ""),
    "field_name_invalid": (
        N_("“{value}” can't be the name of a field."),
        N_("Use words without brackets and without “:::”."),
    ),
    "field_choices": (
        N_("The field “{value}” and its choices do not fit together."),
        N_("Choices belong to --type choice, which needs at least one --choice."),
    ),
    "field_choice_used": (
        N_("“{value}” is chosen by {count} contacts; it can't leave the field {field}."),
        N_("Give them another value first."),
    ),
    # tasks and what happened
    "task_missing": (
        N_("There is no task “{ref}”."),
        N_("Tasks are listed by: kobicrm task list"),
    ),
    "task_title_missing": (N_("A task needs a title."), ""),
    "text_too_long": (N_("{field} takes at most {most} characters; nothing was saved."), ""),
    "task_ended": (
        N_("“{title}” was ended already ({at}); nothing was changed."),
        N_("Open it again first, if it is still to be done."),
    ),
    "task_is_open": (N_("“{title}” is still open; nothing was changed."), ""),
    "task_single": (N_("“{title}” does not repeat; nothing was changed."), ""),
    "task_changed": (
        N_("“{title}” was changed by somebody else meanwhile; nothing was saved."),
        N_("Look at it again and repeat your change."),
    ),
    "due_unreadable": (
        N_("“{value}” is no day or time."),
        N_("Write it like tomorrow 15:00, 14.03, in 3 days."),
    ),
    "due_either": (
        N_("“{value}” may be {first} or {second}."),
        N_("Write the time with four digits, like {first}."),
    ),
    "moment_ahead": (
        N_("“{value}” is still to come."),
        N_("Write when it was, like yesterday 15:00, 14.03, 10:30."),
    ),
    "due_too_far": (N_("There is no such day in the calendar: {value}."), ""),
    "repeat_invalid": (
        N_("“{value}” does not say how a task repeats."),
        N_("Write it like every monday, every 3 weeks, last day of the month."),
    ),
    "repeat_never": (N_("“{value}” would never come."), ""),
    "clock_without_due": (N_("A task with a time needs a day too."), ""),
    "number_between": (
        N_("{field} must be a whole number from {lowest} to {highest}."),
        "",
    ),
    "cadence_of_one": (
        N_("How often to be in touch is said of a contact, a tag or a saved view, one of them."),
        N_("Give --contact, --tag or --view."),
    ),
    "cadence_missing": (N_("There was no such rule; nothing was changed."), ""),
    "view_missing": (N_("There is no view called “{name}”."), N_("There are: {known}")),
    "view_exists": (N_("There is a view called “{name}” already."), N_("Give another name.")),
    "view_name_missing": (N_("A view needs a name."), ""),
    "note_missing": (N_("This note is not there any more."), ""),
    "interaction_missing": (N_("This entry is not there any more."), ""),
    "interaction_empty": (
        N_("There is nothing to keep: no text and no outcome."),
        "",
    ),
    "staff_exists": (N_("Somebody called {name} is already there."), ""),
    "staff_missing": (N_("This person is not there any more."), ""),
    "staff_name_missing": (N_("Write a name."), ""),
    "column_missing": (N_("The file has no column “{column}”."), N_("There are: {known}")),
    "target_unknown": (N_("A column can't go to “{target}”."), N_("Possible: {known}")),
    "on_match_unknown": (
        N_("--on-match can't be “{value}”."),
        N_("Possible: {known}"),
    ),
    "filter_field": (N_("Contacts can't be filtered by {field}."), ""),
    "sort_unknown": (N_("Contacts can't be sorted by {sort}."), N_("Possible: {known}")),
    # duplicates
    "merge_same": (N_("Both times {name} is meant; there is nothing to merge."), ""),
    "merge_kinds": (N_("{name} and {other} can't be one: a person is never a company."), ""),
    "merge_tax_numbers": (
        N_("{name} and {other} have different tax numbers; nothing was merged."),
        N_("If one of them is wrong, correct it first."),
    ),
    "merge_two": (
        N_("Name two contacts, the one that stays first; or give --auto SCORE."),
        N_("Pairs are listed by: kobicrm duplicates list"),
    ),
    # taking back
    "undo_nothing": (
        N_("There is nothing of yours to take back."),
        N_("All changes: kobicrm undo --list"),
    ),
    "redo_nothing": (N_("There is no undo to take back."), ""),
    "undo_done": (
        N_("Change {number} was already taken back."),
        N_("All changes: kobicrm undo --list"),
    ),
    "changeset_missing": (
        N_("There is no change with the number {number}."),
        N_("All changes: kobicrm undo --list"),
    ),
    "undo_conflicts": (
        N_("Change {number} was not taken back: {count} records were changed since."),
        N_("Add --partial to take back the others."),
    ),
}
