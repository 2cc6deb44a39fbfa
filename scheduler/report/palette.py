"""The palette - a pale colour for each host structure, on which dark text reads easily."""

import colorsys

INK = "#1B1B1B"
"""The text on every fill."""

PALE = ("#CFE6FA", "#FBE0C4", "#D3EFD6", "#F6D5E2", "#E3DBF6", "#FDF0B5", "#CBEDED", "#E8E0D0")

_GOLDEN = 0.618_034
"""The part of the circle that spreads hues evenly, however many there are."""


def fills(count: int) -> tuple[str, ...]:
    """That many different fills: the hand-picked ones first."""
    return PALE[:count] + tuple(_spread(rank) for rank in range(count - len(PALE)))


def contrast(ink: str, fill: str) -> float:
    """The contrast ratio of WCAG 2.2, 1 to 21; from 7 on, text is easy to read for nearly everybody."""
    lighter, darker = sorted((_luminance(ink), _luminance(fill)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _spread(rank: int) -> str:
    red, green, blue = colorsys.hls_to_rgb((rank * _GOLDEN) % 1, 0.82 + 0.04 * (rank % 3), 0.6)
    return f"#{round(red * 255):02X}{round(green * 255):02X}{round(blue * 255):02X}"


def _luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
