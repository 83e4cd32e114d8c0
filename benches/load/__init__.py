"""What the benches of pages and search are made of: a crowd, a house that answers, readers
that ask.
"""
