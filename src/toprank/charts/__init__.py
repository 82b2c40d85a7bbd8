"""Charts for the command line and for reports: Altair's grammar, our theme, SVG or PNG without a browser.

    from toprank.charts import alt, save

Whoever draws takes `alt` from here, so that a missing extra is told in one line and not as a failed import.
"""

from toprank.errors import Missing

try:
    import altair as alt
    import vl_convert as _  # noqa: F401  (needed by saving.py; looked for here so that the work is not begun in vain)
except ModuleNotFoundError:
    raise Missing("charts need two more packages: pip install 'toprank[charts]'.") from None

from toprank.charts.saving import chart_bytes, check_chart_path, save
from toprank.charts.theme import COLOURS, KINDS, THEME, WIDTH, Look, titled

__all__ = ["COLOURS", "KINDS", "THEME", "WIDTH", "Look", "alt", "chart_bytes", "check_chart_path", "save", "titled"]
