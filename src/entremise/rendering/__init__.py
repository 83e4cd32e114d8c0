"""What is made of a published CV: pictures, PDF, QR. A candidate's text goes in as data, never
as markup.

What is made is kept (``store``), but only handed out by a view that has just asked whether the
person still agrees.
"""
