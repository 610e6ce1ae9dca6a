"""Data and scripts put into a page so that neither can become more than it is."""

from __future__ import annotations

import base64
import hashlib
import json

from graph.errors import InputError

# Half surrogates cannot be written as UTF-8; the others could end the block or a line of it.
_ESCAPES = {code: f"\\u{code:04x}" for code in (*map(ord, "<>&\u2028\u2029"), *range(0xD800, 0xE000))}


def script_json(value: object) -> str:
    """
    Write JSON for a `<script type="application/json">` block.

    Parameters
    ----------
    value
        JSON values only, all numbers finite.

    Returns
    -------
    text
        JSON without any sign that could end the block or start markup; parsing it gives the value back.

    Raises
    ------
    InputError
        When the value holds something that JSON cannot write, such as NaN or a date.
    """
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    except (TypeError, ValueError) as error:
        raise InputError(f"The page cannot carry a value ({error}); give text or a finite number.") from error
    return text.translate(_ESCAPES)


def source_hash(text: str) -> str:
    """Give the hash by which a Content-Security-Policy allows exactly this inline script or style."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"
