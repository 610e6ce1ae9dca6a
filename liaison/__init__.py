"""Where the layers meet: settings, use cases and the command line."""
