"""Executes the notebooks whose outputs are not in the cache: run_notebooks.py NOTEBOOKS CACHE.

The cache is the one that the book reads (jupyter-cache). Several notebooks run at a time, each in a kernel of its own.
"""

import asyncio
import json
import os
import sys
import time
from pathlib import Path

import nbformat
from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

SIGN_OF_LIFE = 15  # seconds

# The kernels note no progress in the exercises: what is executed here was not answered by a reader.
os.environ["LEARNING_RATE_LAB_EXECUTED"] = "1"


class Runner:
    """Runs notebooks and keeps what they put out."""

    def __init__(self, cache_folder: Path):
        self.cache = get_cache(str(cache_folder))
        self.durations_file = cache_folder.parent.parent / "durations.json"
        self.durations = json.loads(self.durations_file.read_text()) if self.durations_file.exists() else {}
        self.failed: list[str] = []

    def is_cached(self, notebook) -> bool:
        try:
            self.cache.match_cache_notebook(notebook)
            return True
        except KeyError:
            return False

    async def run(self, path: Path, slots: asyncio.Semaphore) -> None:
        notebook = nbformat.read(path, as_version=4)
        if self.is_cached(notebook):
            print(f"  {path.stem}: up to date", flush=True)
            return
        async with slots:
            started = time.monotonic()
            cell_now = 0

            def on_cell(cell, cell_index):
                nonlocal cell_now
                cell_now = cell_index

            client = NotebookClient(
                notebook,
                timeout=1800,
                kernel_name="tslab",
                resources={"metadata": {"path": str(path.parent)}},
                on_cell_execute=on_cell,
                # Times would go into the cells' metadata, by which the cache knows a notebook.
                record_timing=False,
            )

            async def say_alive():
                while True:
                    await asyncio.sleep(SIGN_OF_LIFE)
                    spent = time.monotonic() - started
                    print(f"  {path.stem}: cell {cell_now + 1} of {len(notebook.cells)}, {spent:.0f} s", flush=True)

            alive = asyncio.create_task(say_alive())
            try:
                await client.async_execute()
            except CellExecutionError as error:
                self.failed.append(path.stem)
                print(f"  {path.stem}: FAILED in cell {cell_now + 1}\n{error}", flush=True)
                return
            finally:
                alive.cancel()
            spent = time.monotonic() - started
            self.keep(path, notebook, spent)
            print(f"  {path.stem}: executed in {spent:.0f} s, {count_figures(notebook)} figures", flush=True)

    def keep(self, path: Path, notebook, spent: float) -> None:
        bundle = CacheBundleIn(notebook, str(path), data={"execution_seconds": spent})
        self.cache.cache_notebook_bundle(bundle, check_validity=False, overwrite=True)
        self.durations[path.stem] = spent
        self.durations_file.write_text(json.dumps(self.durations))


def count_figures(notebook) -> int:
    outputs = (output for cell in notebook.cells for output in cell.get("outputs", []))
    return sum("application/vnd.plotly.v1+json" in output.get("data", {}) for output in outputs)


async def main(folder: Path, cache_folder: Path) -> int:
    cache_folder.mkdir(parents=True, exist_ok=True)
    runner = Runner(cache_folder)
    # The longest first, so that none of them is left running alone at the end.
    paths = sorted(folder.glob("*.ipynb"), key=lambda path: (-runner.durations.get(path.stem, 1e9), path.name))
    slots = asyncio.Semaphore(max(1, min(os.cpu_count() or 1, 4)))
    await asyncio.gather(*(runner.run(path, slots) for path in paths))
    return len(runner.failed)


if __name__ == "__main__":
    sys.exit(asyncio.run(main(Path(sys.argv[1]), Path(sys.argv[2]))))
