"""The commands of `kring`, one subject a module: each has a Typer `app`."""
