"""Images as arrays: brightness of a color image, and many images as rows of features."""

from typing import Any

import numpy as np
import numpy.typing as npt

from autograder.checking.cases import Exercise, Group, Tolerance
from autograder.exercises.arrays import hints, wrong
from autograder.exercises.kit import LAYOUT, STAYS, calling, calling_with, laid_out, twice, untouched
from autograder.sandbox.steps import Call, Step
from deeplearn_ref import arrays as ref
from lessonkit.language import Text

ByteArray = npt.NDArray[np.uint8]
EXACT = Tolerance(rtol=1e-12, atol=1e-12)


def pixels(rng: np.random.Generator, *shape: int, most: int = 200) -> ByteArray:
    """Draw bytes, in each place another one where there are few; none is near 255."""
    return rng.integers(1, most, shape).astype(np.uint8)


# rgb_to_gray ----------------------------------------------------------------------------------------------

PROBE: ByteArray = np.array([[[255, 0, 0], [0, 255, 0]], [[200, 100, 90], [10, 20, 30]]], dtype=np.uint8)


def _gray(*shapes: tuple[int, ...]) -> list[Step]:
    return [Call("rgb_to_gray", (np.full(shape, 9, dtype=np.uint8),)) for shape in shapes]


def _bright(rng: np.random.Generator, *shape: int) -> ByteArray:
    """Draw colors whose three bytes add up to more than a byte can hold, and are not all alike."""
    img = rng.integers(100, 256, shape).astype(np.uint8)
    img[..., 0] = rng.integers(10, 60, shape[:-1])
    return img


GRAY = Exercise(
    id="rgb_to_gray",
    alias="L00-E3",
    points=4,
    float64=True,
    reference=(ref.rgb_to_gray,),
    signature="rgb_to_gray(img)",
    cases=(
        *twice(
            "values",
            Text("a small picture in color", "一幅小的彩色图像"),
            calling("rgb_to_gray", PROBE),
            lambda rng: [Call("rgb_to_gray", (_bright(rng, 3, 4, 3),))],
            weight=2.0,
        ),
        *twice(
            "pure",
            Text("pure red, green and blue", "纯红、纯绿和纯蓝"),
            calling("rgb_to_gray", np.array([[[255, 0, 0], [0, 255, 0], [0, 0, 255]]], dtype=np.uint8)),
            lambda rng: [Call("rgb_to_gray", ((np.eye(3)[rng.permutation(3)][None] * 204).astype(np.uint8),))],
        ),
        *twice(
            "white",
            Text("black is 0, white is 1", "黑是 0，白是 1"),
            calling("rgb_to_gray", np.array([[[0, 0, 0], [255, 255, 255]]], dtype=np.uint8)),
            lambda rng: [Call("rgb_to_gray", (np.full((2, int(rng.integers(3, 6)), 3), 255, dtype=np.uint8),))],
            tolerance=EXACT,
            group=Group.EDGE,
        ),
        *twice(
            "shape",
            Text("one row, one column, one pixel", "只有一行（row）、一列（column）、一个像素"),
            lambda rng: [Call("rgb_to_gray", (img,)) for img in (PROBE.reshape(1, 4, 3), PROBE[:, :1], PROBE[1:, :1])],
            lambda rng: [
                Call("rgb_to_gray", (pixels(rng, *shape),)) for shape in ((1, 5, 3), (3, 5, 3), (6, 1, 3), (1, 1, 3))
            ],
            group=Group.SHAPE,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: untouched("rgb_to_gray", {"img": PROBE.copy()}),
            lambda rng: untouched("rgb_to_gray", {"img": pixels(rng, 2, 4, 3)}),
            weight=0.5,
            group=Group.PURITY,
        ),
        *twice(
            "layout",
            LAYOUT,
            lambda rng: laid_out("rgb_to_gray", PROBE),
            lambda rng: laid_out("rgb_to_gray", pixels(rng, 4, 2, 3)),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "empty",
            Text("a picture without a pixel: H or W is 0", "没有像素的图像：H 或 W 为 0"),
            lambda rng: _gray((0, 4, 3), (2, 0, 3)),
            lambda rng: _gray((0, int(rng.integers(2, 7)), 3), (int(rng.integers(2, 7)), 0, 3)),
            weight=0.5,
            group=Group.EMPTY,
        ),
        *twice(
            "no_colors",
            Text("the last axis does not hold three colors: `ValueError`", "最后一个轴不是三种颜色：`ValueError`"),
            lambda rng: _gray((2, 2, 4), (3, 4, 5), (4, 5)),
            lambda rng: _gray((3, int(rng.integers(4, 8)), 4), (int(rng.integers(4, 8)), 6)),
            weight=0.5,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong.GRAY,
    hints=hints.GRAY,
)

# flatten_images -------------------------------------------------------------------------------------------


def _flatten(*batches: Any) -> list[Step]:
    return [Call("flatten_images", (imgs,)) for imgs in batches]


FLATTEN = Exercise(
    id="flatten_images",
    alias="L00-E4",
    points=3,
    float64=True,
    reference=(ref.flatten_images,),
    signature="flatten_images(imgs)",
    cases=(
        *twice(
            "values",
            Text("images in color, uint8", "彩色图像，uint8"),
            calling("flatten_images", np.arange(24, dtype=np.uint8).reshape(2, 2, 2, 3)),
            calling_with("flatten_images", lambda rng: (pixels(rng, 4, 2, 3, 3),)),
            weight=2.0,
        ),
        *twice(
            "gray",
            Text("images in gray, uint8", "灰度图像，uint8"),
            calling("flatten_images", np.arange(0, 240, 20, dtype=np.uint8).reshape(2, 2, 3)),
            calling_with("flatten_images", lambda rng: (pixels(rng, 3, 4, 2),)),
            weight=1.5,
        ),
        *twice(
            "floats",
            Text("images of floats keep their values", "浮点数图像保持原值"),
            lambda rng: _flatten(
                np.array([[[0.5, 0.25], [1.0, 0.0]], [[0.75, 0.5], [0.125, 2.0]]]),
                np.array([[[0.5, 0.25, 7.0]]], dtype=np.float32),
            ),
            lambda rng: _flatten(rng.random((3, 2, 4)), (rng.random((2, 3, 1, 2)) * 9).astype(np.float32)),
            weight=1.5,
        ),
        *twice(
            "one_image",
            Text("a single image, and images of one pixel", "只有一幅图像；只有一个像素的图像"),
            lambda rng: _flatten(
                np.arange(6, dtype=np.uint8).reshape(1, 3, 2), np.array([3, 60, 90], dtype=np.uint8).reshape(3, 1, 1)
            ),
            lambda rng: _flatten(pixels(rng, 1, 2, 4, 3), pixels(rng, 5, 1, 1, 3)),
            weight=0.5,
            group=Group.SHAPE,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: untouched("flatten_images", {"imgs": np.array([[[0.5, 0.25], [1.0, 0.0]]])}),
            lambda rng: untouched("flatten_images", {"imgs": rng.random((2, 3, 2))}),
            group=Group.PURITY,
        ),
        *twice(
            "layout",
            LAYOUT,
            lambda rng: laid_out("flatten_images", np.arange(12, dtype=np.uint8).reshape(2, 3, 2)),
            lambda rng: laid_out("flatten_images", rng.random((3, 2, 4))),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "empty",
            Text("no images at all, m = 0: shape (0, D)", "一幅图像也没有（m = 0）：形状为 (0, D)"),
            lambda rng: _flatten(np.zeros((0, 3, 5)), np.zeros((0, 2, 2, 3), dtype=np.uint8)),
            lambda rng: _flatten(
                np.zeros((0, int(rng.integers(2, 6)), 4), dtype=np.uint8), np.zeros((0, 4, 2, int(rng.integers(2, 5))))
            ),
            weight=1.0,
            group=Group.EMPTY,
        ),
    ),
    misconceptions=wrong.FLATTEN,
    hints=hints.FLATTEN,
)
