"""What an exercise asks, how an answer is compared, and how a mistake is explained."""
