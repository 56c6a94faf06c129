"""Executes the notebooks whose outputs are not in the cache: run_notebooks.py NOTEBOOKS CACHE.

The cache is the one that the book reads (jupyter-cache). Several notebooks run at a time, each in a kernel of its own; a
kernel that is done with one forgets it and takes the next, since starting another takes as long as many a notebook.
"""

import asyncio
import os
import sys
import time
from contextlib import asynccontextmanager
from pathlib import Path

import skip_grammars  # noqa: F401  isort:skip
import nbformat
from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.session import new_id
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

SIGN_OF_LIFE = 15  # seconds
# The cell by which a kernel of this project forgets a notebook; see its preload.mjs.
RESET = "learning-rate-lab: reset"

# The kernels note no progress in the exercises: what is executed here was not answered by a reader.
os.environ["LEARNING_RATE_LAB_EXECUTED"] = "1"


class Runner:
    """Runs notebooks and keeps what they put out."""

    def __init__(self, cache_folder: Path):
        self.cache = get_cache(str(cache_folder))
        self.failed: list[str] = []
        self.executed = 0

    def is_cached(self, notebook) -> bool:
        try:
            self.cache.match_cache_notebook(notebook)
            return True
        except KeyError:
            return False

    async def run(self, path: Path, kernels: asyncio.Queue) -> None:
        notebook = nbformat.read(path, as_version=4)
        if self.is_cached(notebook):
            print(f"  {path.stem}: up to date", flush=True)
            return
        async with kernel_of(kernels) as kernel:
            started = time.monotonic()
            cell_now = 0

            def on_cell(cell, cell_index):
                nonlocal cell_now
                cell_now = cell_index

            async def forget_the_last_one(notebook):
                client.kc.execute(RESET, store_history=False)
                await client.kc.get_shell_msg(timeout=60)

            client = NotebookClient(
                notebook,
                km=kernel,
                timeout=1800,
                kernel_name="tslab",
                resources={"metadata": {"path": str(path.parent)}},
                on_notebook_start=forget_the_last_one,
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
                if client.kc is not None:
                    client.kc.stop_channels()
            spent = time.monotonic() - started
            self.keep(path, notebook, spent)
            self.executed += 1
            print(f"  {path.stem}: executed in {spent:.0f} s, {count_figures(notebook)} figures", flush=True)

    def keep(self, path: Path, notebook, spent: float) -> None:
        bundle = CacheBundleIn(notebook, str(path), data={"execution_seconds": spent})
        self.cache.cache_notebook_bundle(bundle, check_validity=False, overwrite=True)


@asynccontextmanager
async def kernel_of(kernels: asyncio.Queue):
    """One of the kernels for a while; it is started when it is first used."""
    kernel = await kernels.get()
    # The kernel drops what a client sends whose name it still holds for one that has just gone: each gets its own.
    kernel.session.session = new_id()
    try:
        yield kernel
    finally:
        if kernel.has_kernel and not await kernel.is_alive():
            await kernel.shutdown_kernel(now=True)
            kernel = AsyncKernelManager(kernel_name=kernel.kernel_name)
        kernels.put_nowait(kernel)


def count_figures(notebook) -> int:
    outputs = (output for cell in notebook.cells for output in cell.get("outputs", []))
    return sum("application/vnd.plotly.v1+json" in output.get("data", {}) for output in outputs)


async def main(folder: Path, cache_folder: Path) -> int:
    cache_folder.mkdir(parents=True, exist_ok=True)
    runner = Runner(cache_folder)
    paths = sorted(folder.glob("*.ipynb"))
    kernels = asyncio.Queue()
    for _ in range(max(1, min(os.cpu_count() or 1, 4))):
        kernels.put_nowait(AsyncKernelManager(kernel_name="tslab"))
    started = time.monotonic()
    done = {path: asyncio.Event() for path in paths}

    async def in_turn(path: Path) -> None:
        # A summary judges studies that those before it make: after them, so that none is made twice at the same time.
        if path.stem.endswith("summary"):
            for earlier in paths[: paths.index(path)]:
                await done[earlier].wait()
        try:
            await runner.run(path, kernels)
        finally:
            done[path].set()

    try:
        await asyncio.gather(*(in_turn(path) for path in paths))
    finally:
        while not kernels.empty():
            kernel = kernels.get_nowait()
            if kernel.has_kernel:
                await kernel.shutdown_kernel(now=True)
    if runner.executed > 1:
        print(f"  {runner.executed} notebooks executed in {time.monotonic() - started:.0f} s", flush=True)
    return len(runner.failed)


if __name__ == "__main__":
    sys.exit(asyncio.run(main(Path(sys.argv[1]), Path(sys.argv[2]))))
