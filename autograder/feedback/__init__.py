"""What a student reads after a check and after grading."""
