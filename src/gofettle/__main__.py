"""`python -m gofettle` is the command `gofettle`."""

import sys

if not sys.flags.safe_path:
    del sys.path[0]  # the current directory: a project must not lend us its modules

from gofettle.cli.main import main

raise SystemExit(main())
