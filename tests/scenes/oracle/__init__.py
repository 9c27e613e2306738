"""A second opinion on a film: each value of its ledger, worked out again from the files beside it.

One small class for each kind of record, with that record's words: what a film reads as
`layers.0.neuron.7.bias` is found here under the same path, by plain numpy and straight loops. No
code of the project is used but the pen, which says what digits there are to draw.
"""

from oracle.film import Oracle as Oracle
