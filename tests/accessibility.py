"""The system's chromium for pages opened as files, and axe-core's findings about them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
BAD = {"serious", "critical"}


@contextmanager
def reader() -> Iterator[BrowserContext]:
    """Yield a browser that was never here before."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        context = browser.new_context(viewport={"width": 1280, "height": 1000})
        context.set_default_timeout(20_000)
        yield context
        browser.close()


def serious(page: Page) -> list[str]:
    """Return axe-core's serious findings about a page, one line each.

    The inside of a formula is KaTeX's: hidden from screen readers, which get its MathML; thousands of elements.
    """
    about = {"exclude": [[".katex"]]}
    found = Axe().run(page, context=about, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:300]}" for one in found if one["impact"] in BAD]
