import numpy as np


def standardize(X, mean=None, std=None):
    m, n = X.shape
    if m == 0 and (mean is None or std is None):
        raise ValueError("no samples")
    Xs = np.zeros((m, n))
    means, stds = np.zeros(n), np.zeros(n)
    for j in range(n):
        column = X[:, j].astype(float)
        means[j] = column.mean() if mean is None else mean[j]
        stds[j] = column.std() if std is None else std[j]
        constant = stds[j] <= 1e-12 * max(1.0, abs(means[j]))
        Xs[:, j] = (column - means[j]) / (1.0 if constant else stds[j])
    return Xs, means, stds
