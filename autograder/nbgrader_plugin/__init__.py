"""The three seams at which nbgrader meets our grader."""
