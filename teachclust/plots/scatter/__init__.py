"""Points on a plane: by cluster, and by component of a mixture."""
