class Classifier:
    def __init__(self, params, names):
        self.params, self.names = params, names

    def predict(self, X):
        return mlp_forward(X, self.params, self.names)[0].argmax(axis=1)


def train_glyphs(X, labels, X_val, labels_val):
    rng = np.random.default_rng(3)
    names = ["relu", "softmax"]
    params = init_params([X.shape[1], 96, 5], rng)
    states = [{"W": {}, "b": {}} for _ in params]
    stopper = EarlyStopping(patience=10)
    for _ in range(40):
        for X_batch, y_batch in iterate_minibatches(X, labels, 64, rng):
            P, caches = mlp_forward_dropout(X_batch, params, names, [0.2], rng)
            grads = mlp_backward_dropout(softmax_ce_backward(y_batch, P), params, caches, names, [0.2])
            for layer, grad, state in zip(params, grads, states):
                for name in layer:
                    layer[name], state[name] = adam_step(layer[name], grad[name], state[name], 0.004)
        Z = mlp_forward(X_val, params, ["relu", "linear"])[0]
        if stopper.update(softmax_cross_entropy_with_logits(labels_val, Z), params):
            break
    return Classifier(stopper.best_params, names)
