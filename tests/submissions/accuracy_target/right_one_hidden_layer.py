class Net:
    """One hidden layer, trained with large batches."""

    def __init__(self, n, hidden, classes, rng):
        self.rng = rng
        self.arrays = [
            rng.normal(0, (2 / n) ** 0.5, (n, hidden)),
            np.zeros(hidden),
            rng.normal(0, (2 / hidden) ** 0.5, (hidden, classes)),
            np.zeros(classes),
        ]

    def forward(self, X):
        W1, b1, W2, b2 = self.arrays
        H = np.maximum(X @ W1 + b1, 0)
        Z = H @ W2 + b2
        E = np.exp(Z - Z.max(axis=1, keepdims=True))
        return H, E / E.sum(axis=1, keepdims=True)

    def predict(self, X):
        return self.forward(X)[1].argmax(axis=1)

    def fit(self, X, labels, epochs, rate, size, drop, decay):
        first = [np.zeros_like(a) for a in self.arrays]
        second = [np.zeros_like(a) for a in self.arrays]
        t = 0
        for _ in range(epochs):
            order = self.rng.permutation(len(X))
            for start in range(0, len(X), size):
                rows = order[start : start + size]
                W1, b1, W2, b2 = self.arrays
                Z1 = X[rows] @ W1 + b1
                gate = (Z1 > 0) * (self.rng.random(Z1.shape) >= drop) / (1 - drop)
                H = Z1 * gate
                Z = H @ W2 + b2
                D = np.exp(Z - Z.max(axis=1, keepdims=True))
                D /= D.sum(axis=1, keepdims=True)
                D[np.arange(len(rows)), labels[rows]] -= 1
                D /= len(rows)
                back = (D @ W2.T) * gate
                grads = [X[rows].T @ back + decay * W1, back.sum(axis=0), H.T @ D + decay * W2, D.sum(axis=0)]
                t += 1
                for a, g, m, v in zip(self.arrays, grads, first, second):
                    m += 0.1 * (g - m)
                    v += 0.001 * (g * g - v)
                    a -= rate * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)


def train_glyphs(X, labels, X_val, labels_val):
    net = Net(X.shape[1], 128, 5, np.random.default_rng(1))
    net.fit(X, labels, epochs=40, rate=0.004, size=100, drop=0.2, decay=1e-4)
    return net
