"""Fractions of a contact in words."""

from fractions import Fraction

from entremise.foundation.kit.text import gettext as _, gettext_lazy

FRACTION_WORDS = {
    Fraction(1, 2): gettext_lazy("une moitié"),
    Fraction(1, 3): gettext_lazy("un tiers"),
    Fraction(2, 3): gettext_lazy("deux tiers"),
    Fraction(1, 4): gettext_lazy("un quart"),
    Fraction(3, 4): gettext_lazy("trois quarts"),
}
FRACTION_WORDS_AFTER_WHOLE = FRACTION_WORDS | {Fraction(1, 2): gettext_lazy("demi")}


def fraction_in_words(number: Fraction) -> str:
    """« 2 », « 1 et demi », « un tiers », else « 2/5 »."""
    whole, rest = divmod(number, 1)
    if not rest:
        return str(whole)
    if not whole:
        return str(FRACTION_WORDS.get(rest, f"{rest.numerator}/{rest.denominator}"))
    part = FRACTION_WORDS_AFTER_WHOLE.get(rest, f"{rest.numerator}/{rest.denominator}")
    return _("%(whole)d et %(part)s") % {"whole": whole, "part": part}
