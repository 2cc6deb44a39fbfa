"""The worker: a process beside the web's, that solves and explains, sends the mails, fetches the calendars.

Only here is the solver loaded, and only once it is asked something.
"""
