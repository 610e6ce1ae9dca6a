"""The dashboard in the browser: thin pages over the use cases of `liaison.app`."""
