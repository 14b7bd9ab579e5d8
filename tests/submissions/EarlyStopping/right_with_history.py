import copy

import numpy as np


class EarlyStopping:
    def __init__(self, patience=5, min_delta=0.0):
        assert_patience(patience)
        self.patience, self.min_delta = patience, min_delta
        self.losses = []
        self.best_epoch = self.best_params = None

    @property
    def epoch(self):
        return len(self.losses) - 1

    @property
    def best_loss(self):
        return np.inf if self.best_epoch is None else self.losses[self.best_epoch]

    @property
    def wait(self):
        return len(self.losses) if self.best_epoch is None else self.epoch - self.best_epoch

    def update(self, val_loss, params):
        improved = val_loss < self.best_loss - self.min_delta
        self.losses.append(val_loss)
        if improved:
            self.best_epoch, self.best_params = self.epoch, copy.deepcopy(params)
        return np.bool_(self.wait >= max(1, self.patience))


def assert_patience(patience):
    if patience < 0:
        raise ValueError(f"{patience} epochs of patience")
