"""Broadcasts at work: planned, sent, and shown as they go."""
