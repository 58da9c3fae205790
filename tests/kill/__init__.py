"""Bots that are killed at random moments, and what must be true of the world afterwards."""
