# expect: WRONG_TYPE history_returned
class Regression:
    def predict(self, X):
        return (X @ self.W + self.b).argmax(axis=1)


def train_glyphs(X, labels, X_val, labels_val):
    model = Regression()
    model.W, model.b = np.zeros((X.shape[1], 5)), np.zeros(5)
    for _ in range(40):
        P = softmax(X @ model.W + model.b)
        D = softmax_ce_backward(labels, P)
        model.W -= 1.0 * X.T @ D
        model.b -= 1.0 * D.sum(axis=0)
    return {"train_loss": [0.5], "best_epoch": 0}
