"""The sentences of the students' kit."""
