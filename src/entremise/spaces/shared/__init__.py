"""Screens and helpers shared by several spaces. Nothing here imports a space."""
