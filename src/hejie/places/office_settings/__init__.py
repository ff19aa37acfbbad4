"""Settings of offices, one module for each matter; every module is found at start-up (`places.settings`)."""
