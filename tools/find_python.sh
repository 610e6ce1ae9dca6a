#!/bin/sh
# Prints a Python that Liaison runs on: 3.11 or newer, with the modules that make virtual environments.
# Says what to install when there is none. PYTHON=... names one explicitly.
new_enough='import sys; sys.exit(sys.version_info < (3, 11))'
with_venv='import venv, ensurepip'
first=${PYTHON:-python3}
lacking=''

if [ -n "${PYTHON:-}" ]; then
    set -- "$PYTHON"
else
    set -- python3 python3.11 python3.12 python3.13 python3.14 python3.15
fi
for name in "$@"; do
    path=$(command -v "$name" 2>/dev/null) || continue
    "$path" -c "$new_enough" 2>/dev/null || continue
    if "$path" -c "$with_venv" 2>/dev/null; then
        echo "$path"
        exit 0
    fi
    lacking=${lacking:-$path}
done

if [ -n "$lacking" ]; then
    version=$("$lacking" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    echo "$lacking (Python $version) lacks the modules venv and ensurepip." \
        "On Debian or Ubuntu: apt-get install python$version-venv" >&2
else
    if path=$(command -v "$first" 2>/dev/null); then
        found="$first is $("$path" --version 2>&1)"
    else
        found="there is no $first"
    fi
    echo "Liaison needs Python 3.11 or newer, and $found." \
        "Install one, or name it: make PYTHON=/path/to/python3.12" >&2
fi
exit 1
