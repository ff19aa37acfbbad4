"""Help inside the case: questions to legal support and senior mediators, and consultation panels (会商)."""
