"""Files into a territory or a plan, or every problem of every file at once; and a territory back into files."""

from scheduler.intake.folder import write_folder
from scheduler.intake.issue import BadInput, Issue
from scheduler.intake.pins_file import read_pins
from scheduler.intake.plan_file import read_plan
from scheduler.intake.request import read_request
from scheduler.intake.template import write_template, write_workbook
from scheduler.intake.territory import Intake, read_territory

__all__ = [
    "BadInput",
    "Intake",
    "Issue",
    "read_pins",
    "read_plan",
    "read_request",
    "read_territory",
    "write_folder",
    "write_template",
    "write_workbook",
]
