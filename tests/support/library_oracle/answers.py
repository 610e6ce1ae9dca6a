"""Each question's independent answer: `ANSWERS[first part of the id](sight, **values)` gives rows in order."""

from library_oracle import coverage, exchange, originator, preparation, reach, rotation

ANSWERS = {
    name: getattr(module, name)
    for module in (reach, rotation, coverage, exchange, preparation, originator)
    for name in dir(module)
    if name.startswith("q") and name[1:].isdigit()
}
