"""How Sphinx makes the book out of the notebooks."""

import os
import sys
from pathlib import Path

here = Path(__file__).parent
root = here.parent
sys.path.insert(0, str(root / "scripts"))
import skip_grammars  # noqa: E402, F401

project = "Learning Rate Lab"
author = "the Learning Rate Lab authors"
copyright = "2026, " + author  # noqa: A001
extensions = ["myst_nb", "sphinx_copybutton", "sphinxcontrib.katex", "sphinx_progress"]
exclude_patterns = ["**.ipynb_checkpoints", "_build", "requirements.txt"]

# The notebooks are executed beforehand, several at a time; the cache holds their outputs.
nb_execution_mode = "cache"
nb_execution_cache_path = os.environ.get("LEARNING_RATE_LAB_OUTPUTS", str(root / ".cache" / "outputs" / "sphinx"))
nb_execution_timeout = 1800
nb_execution_raise_on_error = True
suppress_warnings = ["mystnb.unknown_mime_type"]
myst_enable_extensions = ["dollarmath", "amsmath", "colon_fence", "deflist", "attrs_block"]
myst_heading_anchors = 3

# Formulas are rendered now, by the KaTeX of node_modules: the pages need no script for them, and no other host.
katex_dist = root / "node_modules" / "katex" / "dist"
katex_prerender = True
katex_js_path = str(katex_dist / "katex.min.js")
katex_css_path = "katex/katex.min.css"
mathjax_path = ""

html_theme = "sphinx_book_theme"
html_title = project
html_context = {"default_mode": "auto"}
html_static_path = ["_static", str(root / ".cache" / "book-static")]
html_css_files = ["lab.css"]
html_js_files = ["plotly.min.js", "live.js"]
html_copy_source = False
html_show_sourcelink = False
html_theme_options = {
    "show_navbar_depth": 1,
    "show_toc_level": 2,
    "use_download_button": False,
    "use_fullscreen_button": False,
    "home_page_in_toc": False,
}


def drop_font_preloads(app, exception):
    """Takes the theme's preloads of fonts out of the pages: from the file system browsers refuse them, with errors."""
    if exception is None:
        for page in Path(app.outdir).glob("*.html"):
            lines = page.read_text(encoding="utf-8").splitlines(keepends=True)
            kept = [line for line in lines if 'rel="preload" as="font"' not in line]
            if len(kept) < len(lines):
                page.write_text("".join(kept), encoding="utf-8")


def setup(app):
    app.connect("build-finished", drop_font_preloads)
