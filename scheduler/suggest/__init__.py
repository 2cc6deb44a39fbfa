"""Where a new request could go in a plan as it stands, and what each place would cost."""
