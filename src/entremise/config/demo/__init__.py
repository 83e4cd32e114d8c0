"""The demonstration:

two years of a fictional programme, told through the same actions as the screens call.
"""

from .story import fill

__all__ = ["fill"]
