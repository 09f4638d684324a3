"""What the user corrected: an artifact of their own, laid over the article and never written into it.

``edits.json`` holds small records in the order they were made; the article that anybody sees is
``apply(article, edits).article``. Guarantees that applying is a pure function of its arguments, that an
edit is never lost (one whose place is gone *rests* until the place comes back), and that taking all edits
away gives back the article as the steps made it.

**Where an edit belongs after a re-run.** Ids, passages, sentence numbers and texts may all be others when
something was made again; the moments of the recording are the same. So an edit remembers its `Place`: the
id, the stretch of the recording, the sentences and the text it was made on. It is looked for

1. by its id among what an earlier edit made or reshaped (the halves of a split, a merged paragraph, a
   swapped picture), as long as the two share `KNOWN` of their time;
2. among the blocks of its kind, at the one whose stretch is shared best: at least `WHOLE` of the time both
   cover together for an edit that stands for everything said there (a text, a paragraph asked again, a
   deletion), at least `LIKELY` for the others. The id, the sentences and the likeness of the texts decide,
   in this order, between blocks that share it equally well.

A passage that stood as one paragraph and now is told in several blocks (a list was found in it) is
replaced as one; a part of such a passage belongs to the same part of as many, or rests. A place inside a
text (a split) is found again by the words around it, else at the sentence end nearest to its share.

**What is asked again** is whole passages (`telling_of`): the parts of a split paragraph are merged before a
draft stands for them, so that nothing said is told twice or lost.
"""

from __future__ import annotations

from readreel.project.edits.apply import apply
from readreel.project.edits.blocks import joiner, text_of
from readreel.project.edits.cutting import cut_near
from readreel.project.edits.desk import KNOWN, LIKELY, WHOLE, Applied, Shelf
from readreel.project.edits.names import corrected, named, occurrences
from readreel.project.edits.records import (
    AddedPicture,
    AltText,
    Caption,
    Deleted,
    Edit,
    Edits,
    Item,
    Merged,
    Name,
    Place,
    Redrafted,
    Restored,
    Shot,
    SplitAt,
    Swapped,
    Text,
    Title,
)
from readreel.project.edits.revise import (
    added,
    fresh_id,
    next_text,
    place_of,
    previous_text,
    without,
    without_block,
)
from readreel.project.edits.telling import Telling, telling_of

__all__ = [
    "KNOWN",
    "LIKELY",
    "WHOLE",
    "AddedPicture",
    "AltText",
    "Applied",
    "Caption",
    "Deleted",
    "Edit",
    "Edits",
    "Item",
    "Merged",
    "Name",
    "Place",
    "Redrafted",
    "Restored",
    "Shelf",
    "Shot",
    "SplitAt",
    "Swapped",
    "Telling",
    "Text",
    "Title",
    "added",
    "apply",
    "corrected",
    "cut_near",
    "fresh_id",
    "joiner",
    "named",
    "next_text",
    "occurrences",
    "place_of",
    "previous_text",
    "telling_of",
    "text_of",
    "without",
    "without_block",
]
