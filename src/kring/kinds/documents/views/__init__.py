"""Pages and actions of documents; one file a subject."""
