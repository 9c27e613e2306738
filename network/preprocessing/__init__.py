"""People's own pictures: read, found, fitted and centred, until they are digits."""
