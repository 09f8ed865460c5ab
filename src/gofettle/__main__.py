"""`python -m gofettle` is the command `gofettle`."""

from gofettle.cli.main import main

raise SystemExit(main())
