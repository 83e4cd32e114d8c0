"""Rooms shared by several spaces: they know the domain and no space."""
