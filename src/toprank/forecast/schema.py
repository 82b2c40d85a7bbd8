"""The JSON Schemas of what `toprank forecast --json` prints and of the lines of `toprank backtest --json`."""

from typing import Any, Final

from pydantic import TypeAdapter

from toprank.forecast.backtest import Row
from toprank.forecast.document import ForecastDocument

DIALECT: Final = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
SCHEMAS: Final[dict[str, dict[str, Any]]] = {
    "forecast": ForecastDocument.model_json_schema(by_alias=True, mode="serialization") | DIALECT,
    "backtest": TypeAdapter(Row).json_schema(mode="serialization") | DIALECT,
}
