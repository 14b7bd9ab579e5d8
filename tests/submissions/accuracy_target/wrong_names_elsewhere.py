# expect: RAISED -
def train_glyphs(X, labels, X_val, labels_val):
    model = MLPClassifier([144, 64, 5])
    model.fit(X, labels, X_val, labels_val)
    return model
