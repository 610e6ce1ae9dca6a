"""
The NetworkX backend `contacts`: plain `nx.*` calls served from CSR arrays.

NetworkX finds it through the entry points in `pyproject.toml`. Whatever it does not serve, or not with the arguments
given, NetworkX does itself and says so in its log at DEBUG.
"""
