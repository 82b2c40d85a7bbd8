"""The JSON Schemas of what `toprank forecast --json` prints, and of a line of `toprank backtest --json`."""

from typing import Any, Final

from pydantic import TypeAdapter

from toprank.forecast.document import ForecastDocument
from toprank.forecast.row import Row

SCHEMAS: Final[dict[str, dict[str, Any]]] = {
    "forecast": ForecastDocument.model_json_schema(by_alias=True, mode="serialization"),
    "backtest": TypeAdapter(Row).json_schema(mode="serialization") | {"additionalProperties": False},
}
