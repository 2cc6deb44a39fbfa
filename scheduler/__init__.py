"""The engine: from a territory's files to a plan that is proven to keep every convention."""
