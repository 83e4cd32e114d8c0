"""Numbers in addresses: none is larger than a database can hold."""

from django.urls import register_converter
from django.urls.converters import IntConverter


class SmallNumberConverter(IntConverter):
    """``<number:index>``: nine digits at most."""

    regex = "[0-9]{1,9}"


register_converter(SmallNumberConverter, "number")
