#!/usr/bin/env python
"""Run a command of the delegation agenda."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main() -> None:
    """Run the command named on the command line; a wrong setting ends in one sentence."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "delegation.settings")
    if sys.argv[1:2] == ["demo"]:
        os.environ.setdefault("DEMO", "true")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"Wrong setting. {error}")


if __name__ == "__main__":
    main()
