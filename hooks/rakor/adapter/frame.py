"""Running MkDocs for its part of the site alone."""

from __future__ import annotations

from pathlib import Path

import jinja2
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, MkDocsException

from rakor.adapter import events
from rakor.adapter.logs import silence
from rakor.adapter.refusals import explained, own_error
from rakor.errors import FrameError
from rakor.settings import CONFIG_NAME
from rakor.theme import frame as frames
from rakor.theme.frame import Frame
from rakor.theme.frame_inputs import FrameInputs


def make_frame(root: Path) -> Frame:
    """Run MkDocs for its part of the site at ``root``; the frame is kept under ``.rakor/``.

    Raises:
        FrameError: the configuration, a hand-written page or a template is wrong.
    """
    with silence() as said, events.for_frame_only():
        try:
            config = load_config(config_file=str(root / CONFIG_NAME))
            _require_events(config)
            inputs = FrameInputs(root)
            mkdocs_build(config)
        except (ConfigurationError, MkDocsException, Abort, jinja2.TemplateError) as error:
            own = own_error(error)
            if own is not None:
                raise FrameError(str(own)) from error
            # MkDocs aborts after it has said why; other errors say it themselves.
            told = said if isinstance(error, Abort) else [*said, _reason(error)]
            reasons = "\n".join(explained(told, root))
            raise FrameError(
                "MkDocs tidak dapat membuat halaman tetap. Periksa mkdocs.yml, folder docs/ "
                f"dan templat.\n{reasons}"
            ) from error
    frame = frames.load(root, inputs)
    if frame is None:
        raise FrameError("Berkas mkdocs.yml atau docs/ berubah selagi dibaca. Ulangi sekali lagi.")
    return frame


def _require_events(config: MkDocsConfig) -> None:
    """Refuse a configuration that would never call us."""
    if not events.calls(config):
        raise FrameError(
            "mkdocs.yml belum memanggil Rakor, jadi MkDocs hanya akan membuat halaman biasa. "
            "Tambahkan dua baris ini ke mkdocs.yml:\nplugins:\n  - rakor"
        )


def _reason(error: BaseException) -> str:
    if isinstance(error, jinja2.TemplateSyntaxError):
        return f"{error.filename or error.name}:{error.lineno}: {error.message}"
    return str(error)
