# expect: WRONG_VALUE unchecked
def update_params(params, grads, learning_rate):
    new = []
    for layer, grad in zip(params, grads):
        W = layer["W"] - learning_rate * grad["W"]
        b = layer["b"] - learning_rate * grad["b"]
        new.append({"W": W, "b": b})
    return new
