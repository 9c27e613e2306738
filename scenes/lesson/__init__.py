"""Words, files and commands around a film; manim is imported only when one is made."""
