"""What makes a release: the bill of materials, the audit of dependencies, the recipe itself."""
