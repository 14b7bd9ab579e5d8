"""What a student's kernel may import while it is being graded: data, plots, widgets, language. No answers."""
