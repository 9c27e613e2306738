"""`squish train`: a network of one's own, by a recipe."""

import click
import cloup


@cloup.command(
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
    add_help_option=False,
)
@click.pass_context
def train(context: click.Context) -> int:
    """Train a network by a recipe and save it."""
    from network.training.command_line import (
        run,  # it reads the options itself, here as at its own command
    )

    return run(context.args, "squish train")
