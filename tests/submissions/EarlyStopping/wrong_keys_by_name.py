# expect: RAISED only_w_and_b
class EarlyStopping:
    def __init__(self, patience=5, min_delta=0.0):
        if patience < 0:
            raise ValueError("patience must not be negative")
        self.patience, self.min_delta = patience, min_delta
        self.best_loss, self.best_epoch, self.best_params = float("inf"), None, None
        self.wait, self.epoch = 0, -1

    def update(self, val_loss, params):
        self.epoch += 1
        if val_loss < self.best_loss - self.min_delta:
            self.best_loss, self.best_epoch, self.wait = val_loss, self.epoch, 0
            self.best_params = [{"W": layer["W"].copy(), "b": layer["b"].copy()} for layer in params]
        else:
            self.wait += 1
        return self.wait >= max(self.patience, 1)
