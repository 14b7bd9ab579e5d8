def accuracy(y, p, threshold=0.5):
    if y.shape != p.shape or y.size == 0:
        raise ValueError("y and p")
    right = 0
    for label, probability in zip(y.ravel(), p.ravel()):
        predicted = 1 if probability > threshold else 0
        if predicted == label:
            right += 1
    return right / y.size
