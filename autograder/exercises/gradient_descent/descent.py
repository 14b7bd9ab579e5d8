"""Walking downhill: one step, a whole path, and what the learning rate does."""

from autograder.checking.cases import Exercise
from deeplearn_ref import gradient_descent as ref

STEP = Exercise(
    id="gd_step",
    alias="L06-E1",
    points=2,
    reference=(ref.gd_step,),
    signature="gd_step(x, grad, learning_rate, maximize=False)",
    cases=(),
)
DESCENT = Exercise(
    id="gradient_descent",
    alias="L06-E2",
    points=4,
    reference=(ref.gradient_descent,),
    signature="gradient_descent(grad_fn, x0, learning_rate, n_steps, tol=0.0)",
    cases=(),
)
DIAGNOSIS = Exercise(
    id="diagnose_learning_rate",
    alias="L06-E3",
    points=3,
    reference=(ref.diagnose_learning_rate,),
    signature="diagnose_learning_rate(curvature, learning_rate)",
    cases=(),
)
