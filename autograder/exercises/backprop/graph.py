"""The chain rule by hand: one neuron, and a graph in which paths join."""

from autograder.checking.cases import Exercise
from deeplearn_ref import backprop as ref


NEURON = Exercise(
    id="neuron_backward",
    alias="L07-E1",
    points=3,
    reference=(ref.neuron_backward,),
    signature="neuron_backward(x, w, b, y)",
    cases=(),
)

GRAPH = Exercise(
    id="graph_backward",
    alias="L07-E2",
    points=3,
    reference=(ref.graph_backward,),
    signature="graph_backward(nodes)",
    cases=(),
)
