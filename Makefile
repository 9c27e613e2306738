# Each command first makes ready what it needs: system packages, and .venv from uv.lock.
FILMS := $(shell sed -n 's/^name = "\(.*\)"$$/\1/p' assets/lesson.toml)

.PHONY: help films $(FILMS) lesson gallery test lint wheel bench set_up

help:
	@echo "make films          render all films of the lesson, in renders/films/, or one by its name:"
	@for film in $(FILMS); do echo "  make $$film"; done
	@echo "make lesson         all films in one piece, and with pages and slides, in renders/lesson/"
	@echo "make gallery        the films as small moving pictures, in renders/gallery/"
	@echo "make test           run all tests"
	@echo "make lint           check style and types"
	@echo "make wheel          try the package in an environment of its own"
	@echo "make bench          how long a film takes beside its encoder and beside a plain port"
	@echo "make set_up         only make ready .venv, with the command .venv/bin/squish"

films: set_up
	.venv/bin/squish render --all -o renders/films

$(FILMS): set_up
	.venv/bin/manim --hide-splash render --verbosity WARNING scenes/$@.py
	@echo "The film, with its captions beside it: $$(ls renders/videos/$@/1080p30/*.mp4)"

lesson: films
	.venv/bin/squish lesson

gallery: films
	.venv/bin/squish gallery

test: set_up
	@sh .ci/browser
	.venv/bin/python -m pytest -n auto --dist loadfile

lint: set_up
	.venv/bin/ruff check --quiet .
	.venv/bin/ruff format --check --quiet .
	.venv/bin/mypy --no-error-summary
	@sh .ci/lint_javascript

wheel: set_up
	@sh .ci/wheel

bench: set_up
	.venv/bin/python tests/bench/film_speed.py

set_up:
	@sh .ci/set_up
