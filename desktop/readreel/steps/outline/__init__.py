"""The outline: which sentences make a paragraph, which paragraphs a chapter, and what each is called.

Cut first, by the signals of the recording alone; a model only names what was cut. So times and ids hold
by construction, and a recording gets the same chapters with any writer, or with none.
"""

from readreel.steps.outline.step import outline

__all__ = ["outline"]
