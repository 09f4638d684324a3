"""Numerals as they are written: digits with their marks, and Chinese and Japanese numerals.

Their values are strings of plain decimals, so that 2.50 and 2.5 compare equal.
"""

from __future__ import annotations

import re
from decimal import Decimal

LONGEST = 30
"""Digits beyond which a number is compared as it is spelled."""
_HAN = "零〇幺一二两兩三四五六七八九十百千万萬亿億"
HAN_NUMERALS = frozenset(_HAN)
_HAN_DIGITS = "零〇幺一二两兩三四五六七八九"
HAN_RUN = re.compile(f"[{_HAN}]+(?:点[{_HAN_DIGITS}]+(?![十百千万萬亿億分]))?")
"""A numeral, perhaps a decimal ("二点六"); "七点三十分" is a time of day."""
_CURT = re.compile(r"[百千万萬亿億][一二两兩三四五六七八九]$")
"""A last digit without its scale: Chinese "三百五" is 350."""
HAN_SMALL = {c: i for i, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "幺": 1,
    "两": 2,
    "兩": 2,
}
HAN_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}


def value(number: str) -> str:
    """One spelling for a plain decimal or power of ten."""
    if len(number) > LONGEST:
        return number
    return format(Decimal(number).normalize(), "f")


def readings(text: str, decimal: str) -> tuple[tuple[str, ...], ...]:
    """What digits with marks between them may mean: a decimal, a grouped whole, or a list.

    ``decimal`` is the language's mark, or empty where either may be meant.
    """
    mantissa, _, power = text.partition("e")
    power = f"e{power}" if power else ""
    parts = re.split(r"[.,'\u00a0\u202f ]", mantissa)
    marks = re.findall(r"[.,'\u00a0\u202f ]", mantissa)
    if not marks or not parts[0]:
        return ((value((mantissa if mantissa[0] != "." else f"0{mantissa}") + power),),)
    grouped = all(len(part) == 3 for part in parts[1:]) and 1 <= len(parts[0]) <= 3
    found: list[tuple[str, ...]] = []
    if grouped and decimal not in marks:
        found.append((value("".join(parts) + power),))
    if marks[-1] in (decimal or ".,") and marks[-1] not in marks[:-1]:
        found.append((value(f"{''.join(parts[:-1])}.{parts[-1]}{power}"),))
    if not found or marks[0] in " \u00a0\u202f":
        found.append(tuple(value(part) for part in parts))
    return tuple(found)


def han(run: str) -> tuple[str, ...]:
    """The values that a Chinese or Japanese numeral may mean, the usual one first."""
    whole, point, fraction = run.partition("点")
    if point:
        digits = "".join(str(HAN_SMALL[c]) for c in fraction)
        return (value(f"{_han(whole)}.{digits}"),)
    if not _CURT.search(run):
        return (_han(run),)
    return _han(run), _han(f"{run}{_BELOW[run[-2]]}")


_BELOW = {"百": "十", "千": "百", "万": "千", "萬": "千", "亿": "千万", "億": "千万"}


def _han(run: str) -> str:
    if all(c in HAN_SMALL for c in run):
        return value("".join(str(HAN_SMALL[c]) for c in run))
    total = section = digit = largest = 0
    for c in run:
        if c in HAN_SMALL:
            digit = HAN_SMALL[c]
        elif (scale := HAN_SCALES[c]) < 10**4:
            section, digit = section + (digit or 1) * scale, 0
        else:
            part, section, digit = section + digit, 0, 0
            # "一万亿" is ten thousand times a hundred million, "一亿二千万" is a sum.
            total = (total + part) * scale if scale > largest else total + part * scale
            largest = max(largest, scale)
    return value(str(total + section + digit))
