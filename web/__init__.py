"""The product around the engine: publications, pages, feeds. It imports `scheduler`, never the reverse."""
