# expect: WRONG_VALUE lengths_unchecked
def confusion_matrix(labels, predicted, n_classes):
    C = np.zeros((n_classes, n_classes), dtype=int)
    for true, guess in zip(labels.ravel(), predicted.ravel()):
        if not (0 <= true < n_classes and 0 <= guess < n_classes):
            raise ValueError("no such class")
        C[true, guess] += 1
    return C
