"""Telling people what a publication changed for them: one message each, once."""
