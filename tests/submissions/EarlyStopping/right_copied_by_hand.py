class EarlyStopping:
    best_params = None
    best_epoch = None
    best_loss = float("inf")
    wait = 0
    epoch = -1

    def __init__(self, patience=5, min_delta=0.0):
        if patience < 0:
            raise ValueError("patience >= 0")
        self._limit = patience or 1
        self._least = min_delta

    def update(self, val_loss, params):
        self.epoch = self.epoch + 1
        self.wait = self.wait + 1
        if self.best_loss - val_loss > self._least:
            self.best_params = [{name: array.copy() for name, array in layer.items()} for layer in params]
            self.best_loss, self.best_epoch, self.wait = float(val_loss), self.epoch, 0
        return self.wait >= self._limit
