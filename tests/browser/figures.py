"""What the tests of all pictures do: find one by an attribute that it sets, wait for a value, speak a language."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

Open = Callable[..., Page]
"""The fixture `open_cells`: a notebook of cells, opened and run."""


def figure(page: Page, name: str) -> Locator:
    """Return the first picture that tells its state as ``data-NAME``."""
    return page.locator(f"div[data-{name}]").first


def has(page: Page, name: str, value: str, timeout: float = 60_000) -> None:
    """Wait until a picture says that it has this value: some train for a while first."""
    expect(figure(page, name)).to_have_attribute(f"data-{name}", value, timeout=timeout)


def speak(page: Page, state: str) -> None:
    """Switch the notebook to ``"en"``, ``"zh"`` or ``"both"``."""
    page.locator(f".deeplearn-language input[value={state}]").check()
