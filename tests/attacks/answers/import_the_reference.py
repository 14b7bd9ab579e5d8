# tries: The right answer is imported.
# attacks: step
# verdict: FORBIDDEN
from deeplearn_ref.perceptron import step
