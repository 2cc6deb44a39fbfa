"""How the best plan is found and bounded: a compiled annealing, exact blocks, and a bound beside them."""
