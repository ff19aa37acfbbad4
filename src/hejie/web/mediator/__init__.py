"""The mediator's room: own cases by time left, and one case with both offers, the draft, the talk."""
