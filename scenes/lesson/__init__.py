"""Words, files and commands around a film; nothing here imports manim before a film is asked for."""
