"""The reference implementation: the answers, written to be read.

Nothing is re-exported here: import the module you mean, for example
``from deeplearn_ref.perceptron import step``.
"""
