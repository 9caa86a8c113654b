"""``python -m rakor``, for machines where no path leads to the installed command."""

import sys

from rakor.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
