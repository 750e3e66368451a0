"""What can be done with any content, one trait a file: its fields, its questions, its verbs."""
