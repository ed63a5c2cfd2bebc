"""What errors about files and the database say (see :mod:`kobicrm.i18n.messages`)."""

from __future__ import annotations

from kobicrm.i18n import N_

FILE_ERRORS: dict[str, tuple[str, str]] = {
    # files that come in or go out
    "file_missing": (N_("There is no file {file}."), N_("Check the name and the folder.")),
    "file_is_directory": (
        N_("{file} is a folder, not a file."),
        N_("Name a file inside it."),
    ),
    "file_not_regular": (
        N_("{file} is not an ordinary file."),
        N_("Use - to read from a pipe."),
    ),
    "file_unreadable": (
        N_("{file} can't be read."),
        N_("Check that you may read it and that no other program holds it."),
    ),
    "file_changed": (
        N_("{file} was changed while it was being read; nothing was taken over."),
        N_("Try again when nobody writes to it."),
    ),
    "rows_refused": (
        N_("{count} rows of {file} would be refused; nothing was taken over."),
        N_("--rejects FILE writes them out; without --strict the others come in."),
    ),
    "profile_missing": (
        N_("There is no import profile called {name}."),
        N_("Saved profiles: {known}"),
    ),
    "profile_name_empty": (N_("An import profile needs a name."), ""),
    "profile_without_columns": (
        N_("{file} has no columns, so there is nothing to keep as a profile."),
        N_("Leave --save-profile out."),
    ),
    "kind_unknown": (N_("There is no kind of record called {value}."), N_("Possible: {known}")),
    "contact_for_contacts": (
        N_("--contact names whose interactions a file holds; this one holds contacts."),
        N_("Add --kind interactions."),
    ),
    "mail_is_interactions": (
        N_("E-mail holds interactions of the contacts whose addresses it carries."),
        N_("Leave --kind and --contact out."),
    ),
    "calendar_is_tasks": (
        N_("A calendar holds tasks, no {kind}."),
        N_("Leave --kind out, or write --kind tasks."),
    ),
    "chat_is_interactions": (
        N_("A chat holds interactions, no {kind}."),
        N_("Leave --kind out."),
    ),
    "cards_are_contacts": (
        N_("An address book holds contacts, no {kind}."),
        N_("Leave --kind out."),
    ),
    "archive_by_command": (
        N_("{file} holds everything of a shop; a command takes it in."),
        N_("In a terminal: kobicrm import FILE"),
    ),
    "chat_contact_missing": (
        N_("{file} does not tell whose chat it is."),
        N_("Name the contact: --contact with a phone, an e-mail or an id."),
    ),
    "file_too_large": (N_("{file} is larger than {limit} MB."), N_("Split it and try again.")),
    "disk_full": (
        N_("The disk is full; nothing was changed."),
        N_("Make room and try again: {file}"),
    ),
    "wrong_encoding": (
        N_("{file} is not written in {encoding}: line {line} can't be read."),
        N_("Name the right encoding, for example --encoding cp1254."),
    ),
    "unknown_encoding": (
        N_("There is no encoding called {encoding}."),
        N_("Usual ones are utf-8, cp1254 and cp857."),
    ),
    "bad_delimiter": (
        N_("“{delimiter}” can't part columns."),
        N_("Name one character, for example --delimiter ';'."),
    ),
    "file_empty": (N_("{file} is empty."), ""),
    "file_binary": (
        N_("{file} is not a table: it holds bytes that are no text."),
        N_("Save it as CSV or XLSX and try again."),
    ),
    "file_encrypted": (
        N_("{file} is locked with a password."),
        N_("Open it in your spreadsheet program and save it without one."),
    ),
    "file_exists": (
        N_("{file} is already there and was left alone."),
        N_("Add --force to replace it."),
    ),
    "file_not_writable": (
        N_("{file} can't be written."),
        N_("Check that you may write there."),
    ),
    "folder_missing": (N_("There is no folder {folder}."), N_("Make it first.")),
    "folder_not_writable": (
        N_("You may not write to the folder {folder}."),
        N_("Choose another one or change its permissions."),
    ),
    "disk_failed": (N_("The disk reported an error at {file}: {reason}."), ""),
    "format_unsupported": (
        N_("{file} is a {kind} file; such files can't be read."),
        N_("Readable are CSV, XLSX, XLS, ODS, JSON, JSONL and vCard."),
    ),
    "export_format_unknown": (
        N_("Contacts can't be written as {format}."),
        N_("Possible: {known}"),
    ),
    "export_column_unknown": (
        N_("There is no column “{column}” to write."),
        N_("Possible: {known}"),
    ),
    "export_needs_file": (
        N_("An XLSX file can't be shown on a terminal."),
        N_("Name a file: -o customers.xlsx"),
    ),
    "header_not_found": (
        N_("{file} has no row of column names that KobiCRM knows."),
        N_('Name them, for example --map "COLUMN=name". The first cells are: {cells}'),
    ),
    "header_row_missing": (
        N_("Row {line} of {file} is empty or not there."),
        N_("Name the row the column names stand in, or 0 when there are none."),
    ),
    "sheet_missing": (
        N_("There is no sheet “{sheet}” in {file}."),
        N_("Its sheets are: {known}"),
    ),
    "unterminated_quote": (
        N_("In {file}, a quotation mark is opened in line {line} and never closed."),
        N_("Correct that line and try again."),
    ),
    "record_too_long": (
        N_("In {file}, line {line} is longer than any customer record."),
        N_("Check that this is the right file."),
    ),
    "too_many_columns": (
        N_("{file} has {columns} columns; more than {limit} can't be read."),
        N_("Leave out the columns that are not needed."),
    ),
    "too_many_rows": (
        N_("{rows} rows do not fit into a spreadsheet of {limit}."),
        N_("Export to CSV or JSONL instead."),
    ),
    "json_damaged": (
        N_("{file} is not whole JSON: it breaks off or goes wrong in line {line}."),
        "",
    ),
    "json_no_list": (N_("{file} holds no list of records."), ""),
    "json_too_large": (
        N_("{file} is larger than {limit} MB, too large for one JSON document."),
        N_("JSONL files of any size can be read."),
    ),
    # archives of a whole shop
    "archive_needs_file": (
        N_("Everything goes into a folder or a ZIP file, not into a stream."),
        N_("Name it: -o shop.zip"),
    ),
    "export_all_takes_all": (
        N_("Everything is written as it is: no format, no columns and no filter can be chosen."),
        N_("kobicrm export contacts takes them."),
    ),
    "archive_folder_taken": (
        N_("The folder {folder} holds other things and was left alone."),
        N_("Name a new folder, or a file that ends in .zip."),
    ),
    "archive_newer": (
        N_("{file} was written by a newer KobiCRM (form {version}); nothing was taken over."),
        N_("Update KobiCRM and try again."),
    ),
    "archive_list_damaged": (
        N_("The list of contents of {file} is damaged; nothing was taken over."),
        N_("Write the archive again: kobicrm export all"),
    ),
    "archive_member_unknown": (
        N_("“{member}” in {file} does not belong there; nothing was taken over."),
        N_("An archive holds what kobicrm export all wrote, and nothing else."),
    ),
    "archive_part_damaged": (
        N_("{part} in {file} is not as it was written; nothing was taken over."),
        N_("Copy the archive again, or write it again: kobicrm export all"),
    ),
    "archive_record_damaged": (
        N_("In {part} of {file}, line {line} is no record; nothing was taken over."),
        N_("Write the archive again: kobicrm export all"),
    ),
    "archive_incomplete": (
        N_("The records of {file} do not fit together; nothing was taken over."),
        N_("Write the archive again: kobicrm export all"),
    ),
    "archive_too_large": (
        N_("{file} would unpack to far more than it holds and was not opened."),
        "",
    ),
    "archive_option": (
        N_("{option} is for tables; {file} is an archive of a whole shop."),
        N_("Leave the option out."),
    ),
    "workbook_unknown": (
        N_("{file} is not a workbook that can be read."),
        N_("Save it as XLSX or CSV and try again."),
    ),
    "workbook_damaged": (
        N_("{file} is damaged and can't be opened as a workbook."),
        N_("Save it again in your spreadsheet program."),
    ),
    "workbook_too_large": (
        N_("{file} would take more than {limit} MB when unpacked and was not opened."),
        N_("Save the sheet as CSV and try again."),
    ),
}
