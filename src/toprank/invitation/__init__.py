"""After an invitation: would it hold on the day of filing (IRPA 11.2), what has to be ready, what each choice means.

recheck.py    the checks of s. 11.2 at the invitation and on the filing day, birthdays after the invitation excused
letter.py     the points of the letter of invitation beside ours
plan.py       the period to apply and the documents, from documents.toml
memo.py       applying, declining, letting it lapse: facts, no advice
document.py   all of it, as `toprank invitation` prints it
"""

from toprank.invitation.document import invitation_document
from toprank.invitation.recheck import Invitation

__all__ = ["Invitation", "invitation_document"]
