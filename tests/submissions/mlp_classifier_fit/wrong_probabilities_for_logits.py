# expect: WRONG_VALUE probabilities_as_logits
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
        if len(X) == 0 or len(X_val) == 0:
            raise ValueError("no samples")
        if len(X) != len(labels) or len(X_val) != len(labels_val):
            raise ValueError("not one label for each sample")
        history = {"train_loss": [], "val_loss": [], "val_accuracy": [], "best_epoch": None}
        drop_rates = [self.drop_rate] * (len(self.params) - 1)
        states = [{"W": {}, "b": {}} for layer in self.params]
        stopper = EarlyStopping(self.patience)
        for epoch in range(self.max_epochs):
            for X_batch, labels_batch in iterate_minibatches(X, labels, self.batch_size, self.rng):
                P, caches = mlp_forward_dropout(X_batch, self.params, self.activations, drop_rates, self.rng)
                dZ = softmax_ce_backward(labels_batch, P)
                grads = mlp_backward_dropout(dZ, self.params, caches, self.activations, drop_rates)
                grads = l2_gradients(grads, self.params, self.l2)
                for layer, grad, state in zip(self.params, grads, states):
                    for name in ("W", "b"):
                        layer[name], state[name] = adam_step(layer[name], grad[name], state[name], self.learning_rate)
            history["train_loss"].append(self.loss(X, labels))
            history["val_loss"].append(self.loss(X_val, labels_val))
            history["val_accuracy"].append(float(np.mean(self.predict(X_val) == labels_val)))
            if stopper.update(history["val_loss"][-1], self.params):
                break
        history["best_epoch"] = stopper.best_epoch
        self.params = copy.deepcopy(stopper.best_params)
        return history

    def loss(self, X, labels):
        return softmax_cross_entropy_with_logits(labels, self.predict_proba(X))
