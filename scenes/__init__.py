"""The pictures: scenes that animate the records of the network."""
