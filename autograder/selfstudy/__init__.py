"""Check, hint, solution and progress for a student at home."""
