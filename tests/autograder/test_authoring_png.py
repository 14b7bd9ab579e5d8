"""Committed pictures are small files that look as they were drawn."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from autograder.authoring.png import save_small

ROOT = Path(__file__).resolve().parents[2]
PICTURES = sorted((ROOT / "lessons" / "pictures").rglob("*.png"))


def _drawing() -> np.ndarray:
    """Return a picture with thousands of colours from blue to yellow, on white paper, and one thin line that fades."""
    pixels = np.full((200, 300, 3), 255, np.uint8)
    across, down = np.meshgrid(np.linspace(-1, 1, 40), np.linspace(-1, 1, 25))
    height = (1 + np.sin(9 * across**2 + 5 * down)) / 2
    pixels[50:75, 70:110] = np.stack([250 * height, 80 + 150 * height, 140 - 90 * height * across], axis=-1)
    pixels[20, 10:40] = np.linspace([200, 0, 0], [255, 255, 255], 30)
    return pixels


def _png(pixels: np.ndarray) -> bytes:
    written = io.BytesIO()
    Image.fromarray(pixels).save(written, "PNG", optimize=True)
    return written.getvalue()


def test_no_pixel_gets_a_colour_far_from_its_own(tmp_path: Path) -> None:
    """Is a rare colour kept, too? Chosen by their mean alone, colours would lose it."""
    pixels, path = _drawing(), tmp_path / "small.png"
    save_small(_png(pixels), path)
    with Image.open(path) as small:
        seen = np.asarray(small.convert("RGB")).astype(int)
    off = np.abs(seen - pixels).max(axis=-1)
    assert off.max() <= 16  # of 255
    assert (seen[0] == 255).all()
    assert path.stat().st_size < 0.8 * len(_png(pixels))


def test_what_has_few_colours_is_kept_to_the_bit(tmp_path: Path) -> None:
    """Does nothing change where 256 colours are enough?"""
    pixels, path = _drawing()[:40], tmp_path / "small.png"
    save_small(_png(pixels), path)
    with Image.open(path) as small:
        assert (np.asarray(small.convert("RGB")) == pixels).all()


def test_a_picture_whose_colours_run_into_each_other_keeps_them(tmp_path: Path) -> None:
    """Or does a reader see steps in a smooth area?"""
    across, down = np.meshgrid(np.linspace(0, 255, 300), np.linspace(0, 255, 200))
    pixels, path = np.stack([across, down, 255 - across], axis=-1).astype(np.uint8), tmp_path / "smooth.png"
    save_small(_png(pixels), path)
    with Image.open(path) as same:
        assert (np.asarray(same.convert("RGB")) == pixels).all()


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.name)
def test_a_committed_picture_is_small(path: Path, tmp_path: Path) -> None:
    """Was it saved this way? Every student's notebook and feedback page has a copy."""
    again = tmp_path / path.name
    save_small(path.read_bytes(), again)
    assert path.stat().st_size <= 1.05 * again.stat().st_size  # compressed a little differently elsewhere
