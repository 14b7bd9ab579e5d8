class Net:
    """One hidden layer."""

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
    images = np.concatenate([X, X_val]).reshape(-1, 12, 12)
    classes = np.concatenate([labels, labels_val])
    shifted = [np.roll(images, step, axis=axis) for axis in (1, 2) for step in (-1, 1)]
    X_more = np.concatenate([images, *shifted]).reshape(-1, 144)
    net = Net(144, 128, 5, np.random.default_rng(2))
    net.fit(X_more, np.tile(classes, 5), epochs=5, rate=0.004, size=100, drop=0.2, decay=1e-4)
    return net
