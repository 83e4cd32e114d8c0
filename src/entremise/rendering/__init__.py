"""Pictures, PDF files, QR codes and feeds made of a published CV.

A candidate's text goes in as data, never as markup. Renderings are cached (``file_cache``),
and only served by views that have just checked that the person still agrees.
"""
