"""The site as people run it, on a day that stays: `python -m tests.web.served 2026-04-30 8000`."""

import sys
from datetime import UTC, date, datetime, time

from toprank.cli.main import main
from toprank.rounds import store

if __name__ == "__main__":
    now = datetime.combine(date.fromisoformat(sys.argv[1]), time(9), UTC)
    store.now = lambda: now
    sys.argv = ["toprank", "serve", "--port", sys.argv[2], "--workers", "1"]
    main()
