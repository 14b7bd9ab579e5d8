"""A whole network, backward: its gradients, what they cost, and whether they are right."""

from autograder.checking.cases import Exercise
from deeplearn_ref import backprop as ref
from deeplearn_ref import gradcheck


MLP = Exercise(
    id="mlp_backward",
    alias="L07-E8",
    points=5,
    reference=(ref.mlp_backward,),
    signature="mlp_backward(dZ_last, params, caches, activations)",
    cases=(),
)

CHECK = Exercise(
    id="gradient_check",
    alias="L07-E9",
    points=4,
    reference=(gradcheck.gradient_check,),
    signature="gradient_check(loss_fn, params, grads, h=1e-5)",
    cases=(),
)

COSTS = Exercise(
    id="pass_costs",
    alias="L07-E11",
    points=2,
    reference=(ref.pass_costs,),
    signature="pass_costs(layer_sizes, m=1)",
    cases=(),
)
