"""Twenty made-up sellers (shop01 … shop20) and a runner whose crawls are tiny, for tests with many jobs."""
