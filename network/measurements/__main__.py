"""Measures the shipped networks with MNIST's test digits: `python -m network.measurements`."""

import sys

from network.measurements.command_line import main

sys.exit(main())
