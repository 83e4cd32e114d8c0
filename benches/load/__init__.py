"""Parts of the benches: data, servers, simulated visitors, metrics."""
