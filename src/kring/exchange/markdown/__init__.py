"""A folder of Markdown as a wiki: front matter, folders as a tree, the history of git as versions.

It only makes records of the interchange; the loader that takes in every package writes them.
"""
