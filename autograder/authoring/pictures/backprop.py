"""The static pictures of lesson 07."""

from deeplearn_ref.backprop import bce_sigmoid_backward, graph_backward, mlp_backward
from deeplearn_ref.gradcheck import gradient_check
from deeplearn_ref.layers import mlp_forward
from lessonkit import planted, plots
from lessonkit.picture import Picture
from lessonkit.widgets.backprop import GRAPHS


def _graph() -> Picture:
    """Draw the first graph of the interactive picture, values and gradients by the reference."""
    offered = GRAPHS["join"]
    nodes = [(name, [] if op[0] == "input" else list(op[1:]), place) for name, op, place in offered]
    return plots.computational_graph(nodes, *graph_backward([operation for _, operation, _ in offered]))


def _hunt() -> Picture:
    """Examine all patients of the bug hunt with the reference."""
    court = planted.Court(gradient_check, mlp_forward, bce_sigmoid_backward, mlp_backward)
    exams = [(1, "relu"), (1, "tanh"), (5, "relu"), (5, "tanh")]
    found = {
        patient: {(m, hidden): [court.ratio(patient, m, hidden, name) < 1e-6 for name in planted.arrays()]
                  for m, hidden in exams}
        for patient in planted.PATIENTS
    }  # fmt: skip
    return plots.symptoms(found, planted.arrays())


PICTURES = {
    "07_graph": _graph,
    "07_slopes": plots.pulls,
    "07_blocks": plots.backward_blocks,
    "07_hunt": _hunt,
}
