"""The benchmark: worlds of made-up organisations, a load on the real servers, and what each page costs.

`python -m bench` makes what it needs under `build/bench/`, prints a table and writes it to `bench/results/`.
"""
