"""Every private name of JAX that Ranvier uses, and why. The tests check each of them against the installed JAX."""

from jax._src import xla_bridge
from jax._src.interpreters import mlir

# The versions of JAX whose private names have been checked.
OLDEST = (0, 10, 2)
NEWEST = (0, 10, 2)

# Registers a PJRT plugin; there is no public way.
register_plugin = xla_bridge.register_plugin

# JAX drops donate_argnums for platforms that are not in this list.
platforms_with_donation = mlir._platforms_with_donation
