"""Entremise: brings people in great precarity and companies together."""

__version__ = "0.1.0"
