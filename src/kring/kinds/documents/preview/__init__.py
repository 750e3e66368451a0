"""What a document looks like: pages as pictures, drawn by a task in a process apart; texts, tables, pictures, film and sound as they are."""
