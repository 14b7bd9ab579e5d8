"""From a submission to a row in the gradebook."""
