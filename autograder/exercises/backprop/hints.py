"""Lesson 7: hints in four levels: the idea, the formula, the shapes, an example with other numbers."""

from lessonkit.language import Text

NEURON: tuple[Text, ...] = ()
GRAPH: tuple[Text, ...] = ()
ACTIVATION: tuple[Text, ...] = ()
DENSE: tuple[Text, ...] = ()
PRELU: tuple[Text, ...] = ()
MSE: tuple[Text, ...] = ()
BCE: tuple[Text, ...] = ()
SOFTMAX: tuple[Text, ...] = ()
MLP: tuple[Text, ...] = ()
CHECK: tuple[Text, ...] = ()
COSTS: tuple[Text, ...] = ()
