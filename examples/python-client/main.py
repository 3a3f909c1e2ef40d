"""A lamp from its report to the resident's word. DOORSTEP is the address of the gateway, KEY a key that acts for people."""

import os
import sys
import uuid

from doorstep import Doorstep, Problem

LEAD = "lead-oleaster-1"
RESIDENT = "resident-01"

doorstep = Doorstep(os.environ["DOORSTEP"], os.environ["KEY"])
matter = {
    "text": "三单元的声控灯不亮",
    "category": "lamps",
    "severity": "normal",
    "unit": "oleaster-1",
    "reporter": RESIDENT,
    "channel": "app",
}
# Kept with the matter, so that whoever asks again after a crash asks for the same issue.
key = sys.argv[1] if len(sys.argv) > 1 else str(uuid.uuid4())
issue = doorstep.report(matter, key)["issue"]
print("reported", issue)
assert doorstep.report(matter, key)["issue"] == issue

try:
    doorstep.command(issue, "confirm", {"by": RESIDENT})
except Problem as problem:
    print("refused", problem.code)

said = {
    "opened": ("acknowledge", {"by": LEAD}),
    "acknowledged": ("handle", {"by": LEAD, "note": "换了灯泡", "evidence": [{"kind": "photo", "ref": "p-1"}]}),
    "handled": ("confirm", {"by": RESIDENT}),
}
for event in doorstep.follow(issue):
    kind = event["type"].split(".")[1]
    print(event["seq"], kind)
    if kind in said:
        doorstep.command(issue, *said[kind], key=f"{issue}-{kind}")
    if kind == "closed":
        break
print("stage", doorstep.get(issue)["stage"])
