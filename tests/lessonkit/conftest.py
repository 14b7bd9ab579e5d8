"""What the pictures of every lesson are held to."""

import logging
import warnings
from collections.abc import Callable
from typing import Any

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg


@pytest.fixture
def drawn_whole(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> Callable[..., None]:
    """Draw a picture in one language and make sure that no glyph is missing and nothing leaves the paper."""

    def draw(picture: Callable[[], Any], language: str) -> None:
        monkeypatch.setenv("COURSE_LANG", language)
        with warnings.catch_warnings(), caplog.at_level(logging.WARNING, logger="matplotlib"):
            warnings.simplefilter("error")
            figure = picture()
            FigureCanvasAgg(figure).draw()
        assert not caplog.records, caplog.text
        needed = figure.get_tightbbox()  # in inches
        assert min(needed.x0, needed.y0) >= 0, needed
        assert needed.x1 <= figure.get_figwidth(), needed
        assert needed.y1 <= figure.get_figheight(), needed

    return draw
