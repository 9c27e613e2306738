"""All that is changed in manim: how mobjects are painted on a frame, and frames become files."""
