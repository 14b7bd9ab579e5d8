# expect: WRONG_VALUE nan_not_counted
import copy
import math


class EarlyStopping:
    def __init__(self, patience=5, min_delta=0.0):
        if patience < 0:
            raise ValueError("patience must not be negative")
        self.patience = patience
        self.min_delta = min_delta
        self.best_loss = math.inf
        self.best_epoch = None
        self.best_params = None
        self.wait = 0
        self.epoch = -1

    def update(self, val_loss, params):
        self.epoch += 1
        if val_loss < self.best_loss - self.min_delta:
            self.best_loss = val_loss
            self.best_epoch = self.epoch
            self.best_params = copy.deepcopy(params)
            self.wait = 0
        elif not math.isnan(val_loss):
            self.wait += 1
        return self.wait >= max(self.patience, 1)
