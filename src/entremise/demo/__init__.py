"""The demonstration: two years of a fictional programme, filled through the actions of the apps."""
