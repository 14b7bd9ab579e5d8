"""The reference's classifier, with a place where the wrong ones differ: what happens when it has been made."""

from collections.abc import Sequence

from deeplearn_ref.capstone import MLPClassifier


class Variant(MLPClassifier):
    """A classifier with the asked signature; `made` is where a mistake can begin.

    Attributes
    ----------
    seed : int
        As given.
    layer_sizes : list of int
        As given.
    """

    def __init__(
        self,
        layer_sizes: Sequence[int],
        learning_rate: float = 1e-3,
        batch_size: int = 32,
        drop_rate: float = 0.0,
        l2: float = 0.0,
        patience: int = 5,
        max_epochs: int = 50,
        seed: int = 0,
    ) -> None:
        super().__init__(layer_sizes, learning_rate, batch_size, drop_rate, l2, patience, max_epochs, seed)
        self.seed, self.layer_sizes = seed, list(layer_sizes)
        self.made()

    def made(self) -> None:
        """Do what the constructor does besides; nothing by default."""
