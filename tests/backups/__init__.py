"""Backups, tried with the commands that an administrator types, on both databases."""
