"""Pictures of records, from which scenes are made.

What they need is documented in each class. In its example `self` is a scene that has a forward
pass and a digit; the tests run every example.
"""
