"""Charts as inline SVG: shapes with classes, coloured by the stylesheet, so that dark mode and print follow.

`Drawing` writes shapes; `Scale` puts values on it. Each chart is drawn twice, narrow and wide, and the stylesheet shows
one: its text is then never small.
"""

from toprank.web.drawing.scale import Scale, days_of, month_ticks, round_ticks, year_ticks
from toprank.web.drawing.svg import Drawing

__all__ = ["Drawing", "Scale", "days_of", "month_ticks", "round_ticks", "year_ticks"]
