"""What is made of a published CV: pictures, PDF, QR. A candidate's text goes in as data,
never as markup.

What is made is kept (``store``), but only handed out by a view that has just asked whether
the person still agrees.
"""

from .documents import cv_pdf, photo_jpeg, preview_jpeg, qr_svg
from .kits import sheet_pdf
from .papers import card_pdf, may_be_printed, poster_pdf, slide_jpeg, thumbnail_jpeg

__all__ = [
    "card_pdf",
    "cv_pdf",
    "may_be_printed",
    "photo_jpeg",
    "poster_pdf",
    "preview_jpeg",
    "qr_svg",
    "sheet_pdf",
    "slide_jpeg",
    "thumbnail_jpeg",
]
