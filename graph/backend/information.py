"""What NetworkX reads at its own import: so nothing here may import NetworkX."""


def information() -> dict[str, object]:
    """Describe the backend."""
    return {
        "backend_name": "contacts",
        "project": "liaison-network",
        "package": "graph.backend",
        "short_summary": "Compiled kernels on compressed sparse rows",
    }
