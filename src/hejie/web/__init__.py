"""Pages, by audience, on one design system."""
