"""Parameters of a network: where they start, how many units differ, one step of all of them."""

from autograder.checking.cases import Exercise
from deeplearn_ref import initializers as ref

INIT = Exercise(
    id="init_params",
    alias="L08-E2",
    points=4,
    reference=(ref.init_params,),
    signature='init_params(layer_sizes, rng, scheme="he")',
    cases=(),
)

UNITS = Exercise(
    id="distinct_units",
    alias="L08-E3",
    points=2,
    reference=(ref.distinct_units,),
    signature="distinct_units(W, b=None, tol=1e-12)",
    cases=(),
)

UPDATE = Exercise(
    id="update_params",
    alias="L08-E4",
    points=2,
    reference=(ref.update_params,),
    signature="update_params(params, grads, learning_rate)",
    cases=(),
)
