"""Units of measure turned into one unit of what they measure, so that kilometres can be held against miles.

Months and years are turned into days by their mean length, so a comparison needs some slack.
"""

from __future__ import annotations

from whence.model import Figure

_SIZES: dict[str, tuple[str, float]] = {
    **{unit: ("length", metres) for unit, metres in (("km", 1000.0), ("m", 1.0), ("cm", 0.01), ("mm", 0.001))},
    **{unit: ("length", metres) for unit, metres in (("mile", 1609.344), ("ft", 0.3048), ("in", 0.0254))},
    **{unit: ("weight", kilos) for unit, kilos in (("kg", 1.0), ("g", 0.001), ("t", 1000.0), ("ton", 907.185))},
    **{unit: ("area", hectares) for unit, hectares in (("ha", 1.0), ("acre", 0.404686), ("km2", 100.0), ("m2", 1e-4))},
    **{unit: ("area", hectares) for unit, hectares in (("sq mile", 258.999), ("sq ft", 9.2903e-6))},
    **{unit: ("volume", litres) for unit, litres in (("l", 1.0), ("barrel", 158.987), ("m3", 1000.0))},
    **{unit: ("time", days) for unit, days in (("day", 1.0), ("week", 7.0), ("month", 30.44), ("year", 365.25))},
    **{unit: ("time", days) for unit, days in (("hour", 1 / 24), ("minute", 1 / 1440), ("second", 1 / 86400))},
    **{unit: ("speed", kmh) for unit, kmh in (("km/h", 1.0), ("mph", 1.609344), ("knot", 1.852))},
    **{unit: ("power", kilowatts) for unit, kilowatts in (("kW", 1.0), ("MW", 1000.0), ("GW", 1e6))},
}


def measure(figure: Figure) -> tuple[str, float, float] | None:
    """What *figure* measures, and its ends in one unit (0 and infinity where open); None for an unknown unit."""
    known = _SIZES.get(figure.unit or "")
    if known is None:
        return None
    what, size = known
    low = 0.0 if figure.low is None else figure.low * size
    return what, low, float("inf") if figure.high is None else figure.high * size


def celsius(figure: Figure) -> tuple[float, float] | None:
    """The ends of a temperature in degrees Celsius, infinite where open; None for anything else and bare degrees."""
    low = float("-inf") if figure.low is None else figure.low
    high = float("inf") if figure.high is None else figure.high
    if figure.unit == "°F":
        return (low - 32) / 1.8, (high - 32) / 1.8
    return (low, high) if figure.unit == "°C" else None
