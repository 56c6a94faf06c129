"""The book's first page shows how many exercises were solved: the line `<!-- progress -->` becomes a table.

What was solved is in .progress.json, which `check` writes in a notebook. Without that file the line becomes nothing.
"""

import json
import os
import re
from pathlib import Path

MARKER = "<!-- progress -->"
PAGE = "index"


def exercises_of(notebook: Path) -> list[str]:
    """The ids of a notebook's exercises, by their headings."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    texts = ("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    return [found for text in texts for found in re.findall(r"^### Exercise ([\w-]+)", text, re.MULTILINE)]


def title_of(notebook: Path) -> str:
    first = json.loads(notebook.read_text(encoding="utf-8"))["cells"][0]
    return re.sub(r"^# ", "", "".join(first["source"]).splitlines()[0])


def solved_in(path: Path) -> set[str]:
    """The solved exercises; none where the file is missing. A broken one must not break the book: it is named."""
    if not path.exists():
        return set()
    try:
        return set(json.loads(path.read_text(encoding="utf-8"))["solved"])
    except (ValueError, KeyError, TypeError):
        print(f"  {path} cannot be read: the book shows no progress; mend it, or move it away")
        return set()


def progress_text(notebooks: Path, path: Path) -> str:
    """A section with a table of the notebooks that have solved exercises; empty without any."""
    solved = solved_in(path)
    rows = []
    total = 0
    for notebook in sorted(notebooks.glob("[0-9]*.ipynb")):
        ids = exercises_of(notebook)
        total += len(ids)
        count = len(solved.intersection(ids))
        if count:
            rows.append((f"[{title_of(notebook)}]({notebook.name})", count, len(ids)))
    if not rows:
        return ""
    count = sum(row[1] for row in rows)
    lines = ["## Your progress", "", f"You have solved {count} of {total} exercises.", ""]
    lines += ["| Notebook | Solved | Of |", "| --- | --: | --: |"]
    lines += [f"| {link} | {done} | {of} |" for link, done, of in rows]
    return "\n".join(lines)


def setup(app):
    notebooks = Path(app.srcdir)
    path = Path(os.environ.get("LEARNING_RATE_LAB_PROGRESS") or notebooks.parent / ".progress.json")

    def fill_in(app, docname, source):
        if docname == PAGE:
            source[0] = source[0].replace(MARKER, progress_text(notebooks, path))

    app.connect("source-read", fill_in)
    # The page depends on a file that comes and goes, so it is read each time.
    app.connect("env-get-outdated", lambda app, env, added, changed, removed: [PAGE])
    return {"parallel_read_safe": True}
