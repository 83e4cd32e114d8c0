"""The kind of device, from its User-Agent; the User-Agent itself is not stored."""

from entremise.foundation.accounts.enums import Platform

_PLATFORMS = [
    ("iPhone", Platform.IPHONE),
    ("iPad", Platform.IPHONE),
    ("Android", Platform.ANDROID),
    ("Windows", Platform.WINDOWS),
    ("Mac OS", Platform.MAC),
    ("Linux", Platform.LINUX),
]
# In this order: most browsers also claim to be the ones after them.
_BROWSERS = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrom", "Chrome"),
    ("Safari", "Safari"),
]


def describe_device(user_agent: str) -> tuple[Platform, str]:
    platform = next(
        (platform for mark, platform in _PLATFORMS if mark in user_agent),
        Platform.OTHER,
    )
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "")
    return platform, browser
