# expect: WRONG_DTYPE velocity_is_grad
def momentum_step(param, grad, state, learning_rate, beta=0.9):
    if param.shape != grad.shape:
        raise ValueError("param and grad must have the same shape")
    if state:
        if state["v"].shape != param.shape:
            raise ValueError("the velocity has another shape")
        v = beta * state["v"] + grad
    else:
        v = grad
    return param - learning_rate * v, {"v": v}
