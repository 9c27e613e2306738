"""How well a network reads: which digits it confuses, and how sure it is when it is wrong."""
