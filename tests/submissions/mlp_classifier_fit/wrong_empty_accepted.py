# expect: WRONG_VALUE -
class MLPClassifier:
    """Masks are drawn only where something is dropped; the best parameters are kept without the course's class."""

    def __init__(self, layer_sizes, learning_rate=1e-3, batch_size=32, drop_rate=0.0, l2=0.0, patience=5,
                 max_epochs=50, seed=0):
        self.settings = dict(rate=learning_rate, batch=batch_size, drop=drop_rate, l2=l2)
        self.patience, self.max_epochs = patience, max_epochs
        self.rng = np.random.default_rng(seed)
        self.params = init_params(layer_sizes, self.rng)
        self.hidden = ["relu"] * (len(self.params) - 1)

    def logits(self, X):
        return mlp_forward(X, self.params, self.hidden + ["linear"])[0]

    def predict_proba(self, X):
        return softmax(self.logits(X))

    def predict(self, X):
        return np.array([int(np.argmax(row)) for row in self.predict_proba(X)], dtype=np.int64)

    def one_epoch(self, X, labels):
        drop, activations = self.settings["drop"], self.hidden + ["softmax"]
        for X_batch, y_batch in iterate_minibatches(X, labels, self.settings["batch"], rng=self.rng):
            if drop:
                rates = [drop for _ in self.hidden]
                P, caches = mlp_forward_dropout(X_batch, self.params, activations, rates, self.rng)
                grads = mlp_backward_dropout(softmax_ce_backward(y_batch, P), self.params, caches, activations, rates)
            else:
                P, caches = mlp_forward(X_batch, self.params, activations)
                grads = mlp_backward(softmax_ce_backward(y_batch, P), self.params, caches, activations)
            grads = l2_gradients(grads, self.params, self.settings["l2"])
            new = []
            for number, (layer, grad) in enumerate(zip(self.params, grads)):
                new.append({})
                for name in layer:
                    key = (number, name)
                    new[-1][name], self.states[key] = adam_step(
                        layer[name], grad[name], self.states.get(key, {}), learning_rate=self.settings["rate"]
                    )
            self.params = new

    def fit(self, X, labels, X_val, labels_val):
        if min(len(X), len(X_val)) == 0:
            return {"train_loss": [], "val_loss": [], "val_accuracy": [], "best_epoch": None}
        self.states = {}
        rows, kept = [], []
        while len(rows) < self.max_epochs:
            self.one_epoch(X, labels)
            Z = self.logits(X_val)
            train = softmax_cross_entropy_with_logits(labels, self.logits(X))
            val = softmax_cross_entropy_with_logits(labels_val, Z)
            rows.append((train, val, float((Z.argmax(1) == labels_val).mean())))
            kept.append(self.params)
            best = int(np.argmin([row[1] for row in rows]))
            if len(rows) - 1 - best >= max(self.patience, 1):
                break
        self.params = kept[best]
        train_loss, val_loss, accuracy = (list(column) for column in zip(*rows))
        return {"train_loss": train_loss, "val_loss": val_loss, "val_accuracy": accuracy, "best_epoch": best}
