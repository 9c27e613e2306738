"""The words of a film, in every language: script, captions, glossary, chapters."""
