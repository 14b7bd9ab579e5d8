# expect: NOT_ATTEMPTED -
import copy


class MLPClassifier:
    def __init__(self, layer_sizes, learning_rate=1e-3, batch_size=32, drop_rate=0.0, l2=0.0, patience=5,
                 max_epochs=50, seed=0):
        self.learning_rate = learning_rate
        self.batch_size = batch_size
        self.drop_rate = drop_rate
        self.l2 = l2
        self.patience = patience
        self.max_epochs = max_epochs
        self.rng = np.random.default_rng(seed)
        self.params = init_params(layer_sizes, self.rng, "he")
        n_layers = len(layer_sizes) - 1
        self.activations = ["relu"] * (n_layers - 1) + ["softmax"]

    def predict_proba(self, X):
        P, caches = mlp_forward(X, self.params, self.activations)
        return P

    def predict(self, X):
        return np.argmax(self.predict_proba(X), axis=1)

    def fit(self, X, labels, X_val, labels_val):
        raise NotImplementedError
