"""A dated report that a consultant reads, signs and files: one document, written as PDF, HTML or JSON.

    document.py   what the report says, in one language: sections of blocks
    blocks.py     the few shapes that a section is made of
    typeset.py    the blocks as a tagged PDF (report.typ)
    page.py       the blocks as one HTML file (report.css)

Nothing is worked out here: every figure and reason comes from the assessment, the advice or the ledger.
"""
