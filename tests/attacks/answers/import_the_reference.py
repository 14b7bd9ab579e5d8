# attack: step
from deeplearn_ref.perceptron import step
