"""`squish doctor`: what is installed, what is missing, and what to type."""

import click
import cloup


@cloup.command()
def doctor() -> int:
    """Tell what is installed, what is missing, and what to type."""
    from scenes.cli.diagnosis import examine

    missing = 0
    for finding in examine():
        missing += not finding.well
        mark = "ok" if finding.well else click.style("missing", fg="yellow", bold=True)
        click.echo(f"{finding.name:>8}  {mark}  {finding.told}")
    click.echo(f"{missing} missing." if missing else "Ready to make films.")
    return int(missing > 0)
