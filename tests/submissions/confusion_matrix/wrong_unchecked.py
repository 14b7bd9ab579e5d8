# expect: RAISED unchecked
def confusion_matrix(labels, predicted, n_classes):
    C = np.zeros((n_classes, n_classes), dtype=int)
    for true, guess in zip(labels.ravel(), predicted.ravel()):
        C[true, guess] += 1
    return C
