"""The platform as it is installed elsewhere: nothing of the clone beside it."""
