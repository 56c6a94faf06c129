"""Takes TensorFlow's two libraries and its C headers out of its wheel: unpack_wheel.py WHEEL FOLDER."""

import shutil
import sys
import zipfile
from pathlib import Path

LIBRARIES = ("tensorflow/libtensorflow_cc.so.2", "tensorflow/libtensorflow_framework.so.2")
HEADERS = tuple(
    f"tensorflow/include/{folder}/" for folder in ("tensorflow/c", "tensorflow/core/platform", "tensorflow/tsl", "tsl")
)


def unpack(wheel: Path, folder: Path) -> None:
    """Writes the libraries to `folder` and the headers to `folder/include`."""
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            if name in LIBRARIES or name.startswith(HEADERS) and name.endswith(".h"):
                target = folder / name.removeprefix("tensorflow/")
                target.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(name) as source, target.open("wb") as out:
                    shutil.copyfileobj(source, out)


if __name__ == "__main__":
    unpack(Path(sys.argv[1]), Path(sys.argv[2]))
