"""A network as a file: parameters and a description of the layers in one npz, read without trusting it."""

import json
import zipfile
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from deeplearn_ref.backend import to_numpy
from deeplearn_ref.network.layers import Activation, AnyLayer, Dense, Dropout
from deeplearn_ref.network.sequential import Sequential

FORMAT = 1
_KINDS: dict[str, type[Any]] = {"Dense": Dense, "Activation": Activation, "Dropout": Dropout}


def save(network: Sequential, path: str | Path) -> None:
    """Write a network to a file.

    Parameters
    ----------
    network : Sequential
        Made of layers of this package.
    path : str or Path
        File to write; it is replaced only when the new one is complete.

    Raises
    ------
    ValueError
        If a layer is not one of this package, so that it could not be read again.
    """
    description = [layer.describe() for layer in network.layers]
    for layer, words in zip(network.layers, description, strict=True):
        if type(layer) is not _KINDS.get(words["kind"]):
            raise ValueError(f"A layer of kind {type(layer).__name__} can not be saved; only {', '.join(_KINDS)} can.")
    arrays = {
        f"{name}{number}": to_numpy(values)
        for number, params in enumerate(network.parameters.layers)
        for name, values in params.items()
    }
    header = json.dumps({"format": FORMAT, "dtype": network.dtype.name, "layers": description})
    path = Path(path)
    beside = path.with_name(path.name + ".new")
    with beside.open("wb") as file:
        np.savez(file, network=np.frombuffer(header.encode(), dtype=np.uint8), **arrays)
    beside.replace(path)


def load(path: str | Path, xp: ModuleType = np) -> Sequential:
    """Read a network from a file that `save` wrote.

    Parameters
    ----------
    path : str or Path
        The file. Nothing in it is executed: no pickle is read.
    xp : module
        Where the arrays shall live.

    Returns
    -------
    Sequential
        A network with the layers and parameters of the file.

    Raises
    ------
    ValueError
        If the file is damaged or is no network.
    OSError
        If the file can not be opened.
    """
    try:
        with Path(path).open("rb") as opened, np.load(opened, allow_pickle=False) as file:
            header = json.loads(file["network"].tobytes())
            if header["format"] != FORMAT:
                raise ValueError(f"its format is {header['format']}, and this version reads {FORMAT}")
            layers: list[AnyLayer] = [_layer(words) for words in header["layers"]]
            network = Sequential(layers, np.random.default_rng(0), header["dtype"], xp)
            for number, params in enumerate(network.parameters.layers):
                for name, values in params.items():
                    stored = file[f"{name}{number}"]
                    if stored.shape != values.shape or stored.dtype != network.dtype:
                        raise ValueError(f"{name} of layer {number + 1} is {stored.dtype} of shape {stored.shape}")
                    values[...] = xp.asarray(stored)
    except FileNotFoundError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, EOFError, OSError, zipfile.BadZipFile) as error:
        raise ValueError(
            f"{path} can not be read as a network: {error}. It is damaged, or it was not written by save()."
        ) from error
    return network


def _layer(words: dict[str, Any]) -> AnyLayer:
    settings = {key: value for key, value in words.items() if key != "kind"}
    layer: AnyLayer = _KINDS[words["kind"]](**settings)
    return layer
