"""Trains a network by a named recipe and saves it: `python -m network.training`."""

import sys

from network.training.command_line import main

sys.exit(main())
