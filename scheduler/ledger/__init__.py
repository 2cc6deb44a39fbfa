"""The ledger - what each advisor and host structure was due and held over a period: read from plans, no solver."""
