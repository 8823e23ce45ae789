"""Writing a setting into the reader's file: what else is in it, comments and all, stays as it is."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

from newsreader.core.errors import NewsreaderError


class SettingsError(NewsreaderError):
    """A setting could not be written."""


def write(key: str, value: str | int | bool, path: Path | None = None) -> None:
    """Write one setting: the file is the old or the new one, never half of it.

    key: with its section, as in `copy.quote`; a command's is `keys.` and its id. path: None for the user's own file.
    Raises SettingsError where the file cannot be read or written, or is no TOML: then it is the reader's to mend.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError
    from tomlkit.items import Table
    from tomlkit.toml_document import TOMLDocument

    if path is None:
        from newsreader.core.locations import settings_file

        path = settings_file()
    path = Path(os.path.realpath(path))  # where the file is a link, what it leads to is written
    section, _, name = key.rpartition(".") if not key.startswith("keys.") else ("keys", "", key.removeprefix("keys."))
    try:
        try:
            old = path.read_bytes().decode("utf-8-sig")
        except FileNotFoundError:
            old = ""
        document = tomlkit.parse(old)
        place: TOMLDocument | Table = document
        if section:
            if section not in document:
                document[section] = tomlkit.table()
            found = document[section]
            if not isinstance(found, dict):
                raise SettingsError(f"{path}: {section} must be a section, [{section}]; nothing was written")
            place = found  # type: ignore[assignment]
        elif name not in document:
            # Ahead of the first section, or it would belong to the last one.
            new = tomlkit.document()
            new.add(name, value)
            document = tomlkit.parse(f"{tomlkit.dumps(new)}{old}")
            place = document
        place[name] = value
        _put(path, tomlkit.dumps(document))
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path}: is not in UTF-8; nothing was written") from error
    except TOMLKitError as error:
        raise SettingsError(f"{path}: no TOML: {error}; nothing was written") from error
    except OSError as error:
        raise SettingsError(f"{path}: {(error.strerror or str(error)).lower()}; nothing was written") from error


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    passing = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with open(passing, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        with contextlib.suppress(FileNotFoundError):
            os.chmod(passing, stat.S_IMODE(os.stat(path).st_mode))
        os.replace(passing, path)
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(passing)
