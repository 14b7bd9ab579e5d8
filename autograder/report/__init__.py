"""What an instructor reads about the class."""
