"""Many films: what is to be made, by whom, and where it is kept."""
