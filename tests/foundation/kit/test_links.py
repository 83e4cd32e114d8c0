"""URLs of long lists, by their pattern."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from entremise.foundation.kit.links import path_by_codes

CODES = [
    ("public:cv", {"code": "a-B_9"}),
    ("public:cv_photo", {"code": "x", "rendering": "y", "size": "petite"}),
]


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
@pytest.mark.parametrize(("name", "codes"), CODES)
def test_an_address_by_its_shape_is_that_of_the_page(
    name: str, codes: dict[str, str], language: str
) -> None:
    with override(language):
        for said in (codes, dict.fromkeys(codes, "0code0")):
            assert path_by_codes(name, **said) == reverse(name, kwargs=said)
