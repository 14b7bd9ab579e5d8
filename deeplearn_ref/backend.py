"""The only file that names CuPy: which array module an array belongs to, and the way back to NumPy."""

import sys
from types import ModuleType
from typing import Any

import numpy as np


def get_array_module(*arrays: Any) -> ModuleType:
    """Return the module whose functions work on these arrays: NumPy, CuPy or a stand-in.

    Parameters
    ----------
    *arrays : object
        Arrays of any shape and dtype, or plain numbers. The first that is no NumPy array or number decides.

    Returns
    -------
    module
        The array's own module, found by its type; `numpy` where nothing says otherwise.

    Examples
    --------
    >>> get_array_module(np.zeros(3)).__name__
    'numpy'
    """
    for array in arrays:
        home = type(array).__module__
        if home in ("numpy", "builtins"):  # nearly always: nothing to find out
            continue
        if home.split(".")[0] == "cupy":
            return sys.modules["cupy"]
        module = sys.modules.get(home, np)
        if getattr(module, "IS_ARRAY_MODULE", False):
            return module
    return np


def to_numpy(array: Any) -> Any:
    """Return an array of any module as a NumPy array of the same shape and dtype.

    Parameters
    ----------
    array : array of any shape
        A NumPy array is returned as it is; a CuPy array is copied from the device.

    Returns
    -------
    ndarray of the same shape
        The values on the host.
    """
    for method in ("get", "to_numpy"):
        if hasattr(array, method):  # an ndarray has neither
            return getattr(array, method)()
    return np.asarray(array)


def require_gpu() -> ModuleType:
    """Return CuPy, ready to use.

    Returns
    -------
    module
        ``cupy``, which sees a GPU.

    Raises
    ------
    RuntimeError
        If CuPy is not installed or finds no GPU; the message says what to do.
    """
    try:
        import cupy

        cupy.cuda.runtime.getDeviceCount()
    except ImportError:
        raise RuntimeError(
            "A GPU was asked for, but CuPy is not installed. With an NVIDIA GPU: pip install cupy-cuda12x. "
            "Everything also runs on NumPy."
        ) from None
    except Exception as error:
        raise RuntimeError(
            f"CuPy is installed but finds no usable GPU ({error}). Everything also runs on NumPy."
        ) from error
    found: ModuleType = cupy
    return found
