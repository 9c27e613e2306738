# Each command first makes ready what it needs: system packages, and .venv from uv.lock.
FILM := renders/videos/forward_pass/1080p30/ForwardPass.mp4

.PHONY: help forward_pass lesson gallery test lint bench set_up

help:
	@echo "make forward_pass   render the film"
	@echo "make lesson         the films with pages, captions and slides, in renders/lesson/"
	@echo "make gallery        the film as a small animated picture, in renders/gallery/"
	@echo "make test           run all tests"
	@echo "make lint           check style and types"
	@echo "make bench          how long a film takes beside its encoder and beside a plain port"
	@echo "make set_up         only make ready .venv, with the command .venv/bin/squish"

forward_pass: set_up
	.venv/bin/manim render --verbosity WARNING scenes/forward_pass.py
	@echo "The film, with its captions beside it: $(FILM)"

lesson: forward_pass
	.venv/bin/squish lesson

gallery: forward_pass
	.venv/bin/python -m scenes.lesson.gallery $(FILM)

test: set_up
	@sh .ci/browser
	.venv/bin/python -m pytest

lint: set_up
	.venv/bin/ruff check --quiet .
	.venv/bin/ruff format --check --quiet .
	.venv/bin/mypy --no-error-summary

bench: set_up
	.venv/bin/python tests/bench/film_speed.py

set_up:
	@sh .ci/set_up
