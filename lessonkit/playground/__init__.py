"""What the playground is made of, besides its picture: settings as a short text, guarded functions, questions."""
