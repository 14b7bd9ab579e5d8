# expect: WRONG_VALUE global_state
class MLPClassifier:
    """Everything by hand, weights updated in place."""

    def __init__(self, layer_sizes, learning_rate=1e-3, batch_size=32, drop_rate=0.0, l2=0.0, patience=5,
                 max_epochs=50, seed=0):
        if len(layer_sizes) < 2:
            raise ValueError("at least an input and an output layer")
        self.__dict__.update(eta=learning_rate, B=batch_size, p=drop_rate, lam=l2, patience=patience,
                             max_epochs=max_epochs, rng=np.random)
        self.params = []
        for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:]):
            W = self.rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out))
            self.params.append({"W": W, "b": np.zeros(n_out)})

    def _pass(self, X, training=False):
        A, inputs, gates = X, [], []
        for number, layer in enumerate(self.params):
            inputs.append(A)
            Z = A @ layer["W"] + layer["b"]
            if number == len(self.params) - 1:
                return Z, inputs, gates
            gate = (Z > 0).astype(float)
            if training:
                gate *= (self.rng.random(Z.shape) >= self.p) / (1 - self.p)
            gates.append(gate)
            A = Z * gate

    def _softmax(self, Z):
        E = np.exp(Z - Z.max(axis=1, keepdims=True))
        return E / E.sum(axis=1, keepdims=True)

    def _losses(self, X, labels):
        Z = self._pass(X)[0]
        top = Z.max(axis=1)
        each = np.log(np.exp(Z - top[:, None]).sum(axis=1)) + top - Z[np.arange(len(X)), labels]
        return float(each.mean()), float((Z.argmax(axis=1) == labels).mean())

    def predict_proba(self, X):
        return self._softmax(self._pass(X)[0])

    def predict(self, X):
        return self._pass(X)[0].argmax(axis=1)

    def fit(self, X, labels, X_val, labels_val):
        for samples, classes in ((X, labels), (X_val, labels_val)):
            if len(samples) == 0 or len(samples) != len(classes):
                raise ValueError("one label for each of at least one sample")
        arrays = [layer[name] for layer in self.params for name in ("W", "b")]
        first = [np.zeros_like(a) for a in arrays]
        second = [np.zeros_like(a) for a in arrays]
        t, best, history = 0, None, {"train_loss": [], "val_loss": [], "val_accuracy": []}
        for epoch in range(self.max_epochs):
            order = self.rng.permutation(len(X))
            for start in range(0, len(X), self.B):
                rows = order[start : start + self.B]
                Z, inputs, gates = self._pass(X[rows], training=True)
                D = self._softmax(Z)
                D[np.arange(len(rows)), labels[rows]] -= 1
                D /= len(rows)
                grads = []
                for number in reversed(range(len(self.params))):
                    W = self.params[number]["W"]
                    grads = [inputs[number].T @ D + self.lam * W, D.sum(axis=0), *grads]
                    if number:
                        D = (D @ W.T) * gates[number - 1]
                t += 1
                for a, g, m, v in zip(arrays, grads, first, second):
                    m += 0.1 * (g - m)
                    v += 0.001 * (g * g - v)
                    a -= self.eta * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
            history["train_loss"].append(self._losses(X, labels)[0])
            val_loss, accuracy = self._losses(X_val, labels_val)
            history["val_loss"].append(val_loss)
            history["val_accuracy"].append(accuracy)
            if best is None or val_loss < history["val_loss"][best]:
                best, kept = epoch, [a.copy() for a in arrays]
            elif epoch - best >= self.patience:
                break
        if best is not None:
            for a, good in zip(arrays, kept):
                a[:] = good
        history["best_epoch"] = best
        return history
