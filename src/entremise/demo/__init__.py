"""Two years of a fictional programme, told through the actions of the screens."""
