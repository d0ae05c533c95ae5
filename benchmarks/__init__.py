"""What is measured, by `make bench`: every module `bench_*.py` here offers `run()`, see `benchmarks.__main__`."""
