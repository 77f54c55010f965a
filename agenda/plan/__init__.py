"""The plan as organisers make it: what clashes are sought among, and going past them."""
