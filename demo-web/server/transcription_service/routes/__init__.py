"""The HTTP interface: who may ask, and what is answered."""
