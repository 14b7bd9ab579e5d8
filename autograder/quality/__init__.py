"""The grader measured: mutants of the reference, right and wrong answers, seeds, time. It runs the real engine."""
