"""Many people at once, on the real process."""
