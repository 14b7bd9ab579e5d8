"""Everything that is set in the playground, and the same as a short text that can be sent to somebody."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from lessonkit import style
from lessonkit.language import Text

CHOICES: dict[str, tuple[Any, ...]] = {
    "data": ("xor", "circles", "moons", "spiral", "and", "or", "nand", "nor"),
    "noise": (0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5),
    "samples": (20, 50, 100, 200),
    "scheme": ("xavier", "he", "small", "zeros"),
    "optimizer": ("sgd", "momentum", "adagrad", "rmsprop", "adam"),
    "rate": (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0),
    "batch": (5, 10, 20, 50, 0),
    "dropout": (0.0, 0.1, 0.2, 0.3, 0.5),
    "l2": (0.0, 0.001, 0.003, 0.01, 0.03, 0.1),
    "seed": tuple(range(100)),
}
"""What can be chosen; a batch of 0 is all samples."""
ACTIVATIONS = {"t": "tanh", "r": "relu", "s": "sigmoid", "l": "linear"}
MOST_LAYERS, MOST_UNITS, MOST_EPOCHS = 4, 8, 5000
VERSION = "pg1"
_PARTS = (
    ("data", r"[a-z]+"),
    ("noise", r"n\d+"),
    ("samples", r"m\d+"),
    ("layers", r"(?:\d+[a-z])(?:-\d+[a-z])*|none"),
    ("scheme", r"[a-z]+"),
    ("optimizer", r"[a-z]+"),
    ("rate", r"r[\d.]+"),
    ("batch", r"b(?:\d+|all)"),
    ("dropout", r"d\d+"),
    ("l2", r"l[\d.]+"),
    ("seed", r"s\d+"),
    ("epoch", r"e\d+"),
)


class Refused(ValueError):
    """Something can't be set or done; `text` says it in both languages."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


@dataclass(frozen=True)
class Settings:
    """One experiment: data, network, training.

    Parameters
    ----------
    data, noise, samples, scheme, optimizer, rate, batch, dropout, l2, seed
        Each one of its `CHOICES`.
    layers : tuple of tuple
        Units and activation of each hidden layer.

    Raises
    ------
    Refused
        If one of them can't be chosen.

    Examples
    --------
    >>> Settings(layers=((3, "tanh"), (2, "relu"))).to_string(epoch=40)
    'pg1_circles_n10_m100_3t-2r_xavier_sgd_r0.3_b10_d0_l0_s0_e40'
    """

    data: str = "circles"
    noise: float = 0.1
    samples: int = 100
    layers: tuple[tuple[int, str], ...] = ((3, "tanh"),)
    scheme: str = "xavier"
    optimizer: str = "sgd"
    rate: float = 0.3
    batch: int = 10
    dropout: float = 0.0
    l2: float = 0.0
    seed: int = 0

    def __post_init__(self) -> None:
        for name, allowed in CHOICES.items():
            if getattr(self, name) not in allowed:
                raise Refused(_not_offered(name, getattr(self, name), allowed))
        for units, activation in self.layers:
            if activation not in ACTIVATIONS.values() or units not in range(1, MOST_UNITS + 1):
                raise Refused(style.say("playground.bad_layer", layer=f"{units} {activation}", most=MOST_UNITS))
        if len(self.layers) > MOST_LAYERS:
            raise Refused(style.say("playground.too_deep", count=len(self.layers), most=MOST_LAYERS))

    def to_string(self, epoch: int = 0) -> str:
        """Return all settings, and the epoch that was reached, as one word."""
        letters = {name: letter for letter, name in ACTIVATIONS.items()}
        layers = "-".join(f"{units}{letters[name]}" for units, name in self.layers) or "none"
        parts = [
            VERSION, self.data, f"n{round(100 * self.noise)}", f"m{self.samples}", layers, self.scheme, self.optimizer,
            f"r{self.rate:g}", f"b{self.batch or 'all'}", f"d{round(100 * self.dropout)}", f"l{self.l2:g}",
            f"s{self.seed}", f"e{epoch}",
        ]  # fmt: skip
        return "_".join(parts)

    def to_json(self) -> dict[str, Any]:
        """Return the settings as the browser takes them."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def change(self, values: Mapping[str, Any]) -> "Settings":
        """Return the settings with some of them replaced, as they come from the browser."""
        known = {name: value for name, value in values.items() if name in CHOICES}
        for name in ("noise", "rate", "dropout", "l2"):
            if name in known:
                known[name] = float(known[name])
        layers = self.layers
        if "layers" in values:
            layers = tuple((int(units), str(name)) for units, name in values["layers"])
        return replace(self, **known, layers=layers)


def from_string(text: str) -> tuple[Settings, int]:
    """Read what `Settings.to_string` wrote.

    Parameters
    ----------
    text : str
        Spaces around it do not matter.

    Returns
    -------
    settings : Settings
        The experiment.
    epoch : int
        How far it was trained.

    Raises
    ------
    Refused
        If it is no such text; it says which part can't be read.

    Examples
    --------
    >>> settings, epoch = from_string(" pg1_xor_n0_m50_none_zeros_adam_r0.01_ball_d20_l0.1_s7_e12 ")
    >>> settings.layers, settings.batch, settings.dropout, epoch
    ((), 0, 0.2, 12)
    """
    words = text.strip().split("_")
    if words[0] != VERSION or len(words) != len(_PARTS) + 1:
        raise Refused(style.say("playground.not_ours", text=text.strip()[:60], example=Settings().to_string()))
    read: dict[str, str] = {}
    for (name, pattern), word in zip(_PARTS, words[1:], strict=True):
        if not re.fullmatch(pattern, word, flags=re.ASCII) or len(word) > 40:
            raise Refused(style.say("playground.bad_part", part=word[:40], name=style.say(f"playground.part.{name}")))
        read[name] = word
    epoch = int(read["epoch"][1:])
    if epoch > MOST_EPOCHS:
        raise Refused(style.say("playground.too_long", epoch=epoch, most=MOST_EPOCHS))
    layers = [] if read["layers"] == "none" else read["layers"].split("-")
    settings = Settings(
        data=read["data"],
        noise=int(read["noise"][1:]) / 100,
        samples=int(read["samples"][1:]),
        layers=tuple((int(layer[:-1]), ACTIVATIONS.get(layer[-1], layer[-1])) for layer in layers),
        scheme=read["scheme"],
        optimizer=read["optimizer"],
        rate=_decimal(read["rate"][1:], "rate"),
        batch=0 if read["batch"] == "ball" else int(read["batch"][1:]),
        dropout=int(read["dropout"][1:]) / 100,
        l2=_decimal(read["l2"][1:], "l2"),
        seed=int(read["seed"][1:]),
    )
    return settings, epoch


def _decimal(digits: str, name: str) -> float:
    try:
        return float(digits)
    except ValueError:
        raise Refused(_not_offered(name, digits, CHOICES[name])) from None


def _not_offered(name: str, value: Any, allowed: tuple[Any, ...]) -> Text:
    told = (
        "0 … 99" if name == "seed" else ", ".join("all" if name == "batch" and not one else f"{one}" for one in allowed)
    )
    return style.say(
        "playground.not_offered", name=style.say(f"playground.part.{name}"), value=str(value)[:40], allowed=told
    )
