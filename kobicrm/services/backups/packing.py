"""Compressing and encrypting backups, streamed, and the way back."""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

from kobicrm.errors import BadFile, Interrupted, StoreError, ValidationError, VerificationFailed
from kobicrm.services.backups.files import CHUNK, create_private, sync_folder
from kobicrm.services.backups.pace import Pace

AGE_MAGIC = b"age-encryption.org/"
GZIP_MAGIC = b"\x1f\x8b"
# Level 1: 9 s for 468 MB, and little is gained above it.
LEVEL = 1
_PUBLIC = re.compile(r"\bage1[0-9a-z]+\b")
_SECRET = re.compile(r"^AGE-SECRET-KEY-1[0-9A-Z]+$", re.MULTILINE)


class _Told:
    """A file being read; ``pace`` is told how much of it."""

    def __init__(self, stream: IO[bytes], pace: Pace) -> None:
        self._stream = stream
        self._pace = pace
        self._whole = os.fstat(stream.fileno()).st_size or 1
        # pyrage hides the cause of a failed read; it is kept for who wanted to stop.
        self.failure: Interrupted | None = None

    def read(self, size: int = -1) -> bytes:
        try:
            self._pace.part(self._stream.tell() / self._whole)
        except Interrupted as error:
            self.failure = error
            raise
        return self._stream.read(size)


class _Hashed:
    """A file being written whose SHA-256 is known at the end."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.sha256 = hashlib.sha256()
        # pyrage hides the cause of a failed write; it is kept for the message.
        self.failure: OSError | None = None

    def write(self, data: bytes) -> int:
        try:
            written = self._stream.write(data)
        except OSError as error:
            self.failure = error
            raise
        self.sha256.update(data)
        return written

    def flush(self) -> None:
        self._stream.flush()


def pack(
    plain: Path,
    target: Path,
    *,
    compress: bool,
    recipients: Sequence[Any],
    pace: Pace | None = None,
) -> str:
    """Write ``plain`` compressed and/or encrypted into the existing ``target`` and sync it.

    Returns the SHA-256 of what was written. With both, the compressed text lies beside
    ``plain`` in between, never beside ``target``. ``pace`` is told how far it is.
    """
    pace = pace or Pace()
    with target.open("wb") as stream:
        hashed = _Hashed(stream)
        if not recipients:
            _compress(plain, hashed, pace)
        elif compress:
            middle = plain.with_name(plain.name + ".gz")
            create_private(middle)
            with middle.open("wb") as between:
                _compress(plain, between, pace)
            _encrypt(middle, hashed, recipients, pace)
            middle.unlink()
        else:
            _encrypt(plain, hashed, recipients, pace)
        stream.flush()
        os.fsync(stream.fileno())
    return hashed.sha256.hexdigest()


def unpack(source: Path, target: Path, identities: Sequence[Any], *, limit: int, name: str) -> None:
    """Write the database inside ``source`` into the new file ``target``.

    Encrypted data are decrypted first, compressed data inflated to ``limit`` bytes at most;
    ``name`` is what errors call the backup.
    VerificationFailed when the data are damaged, larger, or made for another key.
    """
    create_private(target)
    if kind_of(source) == "age":
        middle = target.with_name(target.name + ".open")
        create_private(middle)
        _decrypt(source, middle, identities, name)
        if kind_of(middle) == "gzip":
            _inflate(middle, target, limit, name)
            middle.unlink()
        else:
            middle.replace(target)
    else:
        _inflate(source, target, limit, name)


def content_digest(source: Path, pace: Pace) -> str:
    """Return the SHA-256 of what a compressed file holds, asking ``pace`` meanwhile."""
    running = hashlib.sha256()
    with gzip.open(source, "rb") as stream:
        while block := stream.read(CHUNK):
            running.update(block)
            pace.ask()
    return running.hexdigest()


def kind_of(path: Path) -> str:
    """Return age, gzip, sqlite or '' by the first bytes of a file."""
    with path.open("rb") as stream:
        head = stream.read(32)
    if head.startswith(AGE_MAGIC):
        return "age"
    if head.startswith(GZIP_MAGIC):
        return "gzip"
    return "sqlite" if head.startswith(b"SQLite format 3\x00") else ""


def recipients_of(texts: Sequence[str]) -> list[Any]:
    """Return the public keys named by ``texts``: the key itself, or a file that holds some.

    ValidationError for what is neither, StoreError when encryption is not installed.
    """
    if not texts:
        return []
    pyrage = _library()
    found: list[Any] = []
    for text in texts:
        keys = [text] if text.startswith("age1") else _PUBLIC.findall(_key_file(text))
        try:
            found += [pyrage.x25519.Recipient.from_str(key) for key in keys]
        except pyrage.RecipientError as error:
            raise ValidationError("crypt_bad_key", key=text) from error
        if not keys:
            raise ValidationError("crypt_bad_key", key=text)
    return found


def identities_of(path: Path | None) -> list[Any]:
    """Return the secret keys in a key file; [] without one."""
    if path is None:
        return []
    pyrage = _library()
    keys = _SECRET.findall(_key_file(str(path)))
    try:
        found = [pyrage.x25519.Identity.from_str(key) for key in keys]
    except pyrage.IdentityError as error:
        raise ValidationError("crypt_bad_key", key=str(path)) from error
    if not found:
        raise ValidationError("crypt_bad_key", key=str(path))
    return found


def new_key(path: Path) -> str:
    """Write a new secret key into the new file ``path`` (0600); return its public key."""
    secret = _library().x25519.Identity.generate()
    public = str(secret.to_public())
    path = path.expanduser()
    try:
        create_private(path)
        with path.open("w", encoding="ascii", newline="\n") as stream:
            stream.write(f"# public key: {public}\n{secret}\n")
            stream.flush()
            os.fsync(stream.fileno())
        sync_folder(path.parent)
    except FileExistsError as error:
        raise BadFile("file_exists", file=str(path)) from error
    except OSError as error:
        raise BadFile("disk_failed", file=str(path), reason=error.strerror or "") from error
    return public


def _key_file(text: str) -> str:
    try:
        return Path(text).expanduser().read_text("utf-8")
    except (OSError, ValueError) as error:
        raise ValidationError("crypt_bad_key", key=text) from error


def _library() -> Any:
    try:
        import pyrage
    except ImportError as error:
        raise StoreError("crypt_missing") from error
    return pyrage


def _compress(plain: Path, target: Any, pace: Pace) -> None:
    with (
        plain.open("rb") as source,
        # No name and no time inside: the same database gives the same bytes.
        gzip.GzipFile("", "wb", LEVEL, target, mtime=0) as packer,
    ):
        told = _Told(source, pace)
        while block := told.read(CHUNK):
            packer.write(block)


def _encrypt(plain: Path, target: _Hashed, recipients: Sequence[Any], pace: Pace) -> None:
    pyrage = _library()
    with plain.open("rb") as source:
        told = _Told(source, pace)
        try:
            pyrage.encrypt_io(told, target, recipients)
        except (pyrage.EncryptError, OSError) as error:
            raise told.failure or target.failure or error from error


def _decrypt(source: Path, target: Path, identities: Sequence[Any], name: str) -> None:
    pyrage = _library()
    with source.open("rb") as reader, target.open("wb") as stream:
        hashed = _Hashed(stream)
        try:
            pyrage.decrypt_io(reader, hashed, identities)
        except (pyrage.DecryptError, OSError) as error:
            if hashed.failure:
                raise hashed.failure from error
            raise VerificationFailed("backup_wrong_key", file=name) from error


def _inflate(source: Path, target: Path, limit: int, name: str) -> None:
    written = 0
    with gzip.open(source, "rb") as packed, target.open("wb") as stream:
        while True:
            try:
                block = packed.read(CHUNK)
            except (EOFError, gzip.BadGzipFile, zlib.error) as error:
                raise VerificationFailed("backup_unreadable", file=name) from error
            if not block:
                return
            written += len(block)
            if written > limit:
                raise VerificationFailed("backup_content_differs", file=name)
            stream.write(block)
