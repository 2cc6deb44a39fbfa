"""Full days - a full occurrence is the am and the pm of one day, by the same advisor, in the same room.

An option of a full day takes both half-days of one advisor, and one room for both, so that nothing is left to post.
"""

from scheduler.model.rule import Rule

KEY = "full_days"

RULE = Rule(KEY)
