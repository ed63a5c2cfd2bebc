"""What errors about sending e-mail say (see :mod:`kobicrm.i18n.messages`)."""

from __future__ import annotations

from kobicrm.i18n import N_

MAIL_ERRORS: dict[str, tuple[str, str]] = {
    "mail_not_set_up": (
        N_("No e-mail can be sent yet: the setting {key} is missing."),
        N_("Give it with: kobicrm config set {key} VALUE"),
    ),
    "mail_folder_unreadable": (
        N_("The folder {file} can't be read; no message was taken."),
        N_("Check the path, or the setting mail.folder."),
    ),
    "mail_no_folder": (
        N_("Which folder is to be read?"),
        N_("Name it, or once for all: kobicrm config set mail.folder FOLDER"),
    ),
    "mail_address": (N_("“{value}” is no e-mail address; nothing was sent."), ""),
    "mail_password": (
        N_("The password for sending e-mail can't be read from {source}; nothing was sent."),
        "",
    ),
    "mail_password_open": (
        N_("Others may read the password in {file}; nothing was sent."),
        N_("Close it: chmod 600 {file}"),
    ),
    "mail_needs_encryption": (
        N_("A password is not sent to {host} without encryption; nothing was sent."),
        N_("Set smtp.security to starttls or tls."),
    ),
    "mail_login": (
        N_("{host} does not take the user and the password; nothing was sent."),
        N_("Many providers want a password of its own for programs."),
    ),
    "mail_certificate": (
        N_("{host} can't show that it is {host}; nothing was sent."),
        N_("Check smtp.host and smtp.port, and the clock of this computer."),
    ),
    "mail_unreachable": (
        N_("{host} can't be reached; nothing was sent ({reason})."),
        N_("Check the network, smtp.host and smtp.port."),
    ),
    "mail_refused": (N_("{host} did not take the e-mail; nothing was sent ({reason})."), ""),
    "mail_uncertain": (
        N_("The connection to {host} broke off: the e-mail may have been sent or not."),
        N_("It is not sent again; look into the mailbox."),
    ),
}
