"""Questions of the library: list, search, and run for a reader on a day."""

from liaison.app.questions.asking import Answer, find, list_questions, run, search

__all__ = ["Answer", "find", "list_questions", "run", "search"]
