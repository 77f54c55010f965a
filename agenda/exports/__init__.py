"""The public itinerary for other programs and media."""
