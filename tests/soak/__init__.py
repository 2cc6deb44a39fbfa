"""Long campaigns: territories of every kind, solved as a coordinator would, each plan judged by the audit."""
