"""``python -m whence.cli``: the command, wherever it is not on the path."""

import sys

from whence.cli import main

if __name__ == "__main__":
    sys.exit(main())
