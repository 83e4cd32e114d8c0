"""Entremise: brings people in great precarity and companies together."""

__version__ = "0.2.0.dev0"
