"""Numbers about a clustering: silhouettes of every k at once, choosing k, matching labels."""
