"""The words of the product: frozen values, standard library only. A value that exists is valid."""
