"""The names of the hard rules, as people call them; the keys are those of scheduler/rules and scheduler/audit."""

from scheduler.domain.text import Text

RULE_NAMES = {
    "presence": Text(fr="présence", en="presence"),
    "workload": Text(fr="charge", en="workload"),
    "opening": Text(fr="ouverture", en="opening"),
    "rooms": Text(fr="salles", en="rooms"),
    "hosts": Text(fr="structures d’accueil", en="host structures"),
    "times": Text(fr="horaires", en="times"),
    "driving": Text(fr="route", en="driving"),
    "recurrence": Text(fr="fréquence", en="recurrence"),
    "conditions": Text(fr="conditions", en="conditions"),
    "full_days": Text(fr="journées entières", en="full days"),
    "pins": Text(fr="épingles", en="pins"),
}
