"""Bringing the published record up to date from the official feed, or from a file in its form.

    fetch    an address or a file to bytes, within limits of time and size
    source   bytes to entries: what was printed, by column, in either form of contract section 6
    values   one printed text to one value
    labels   the name of a round to its type and version; a name never seen is not guessed
    judge    an entry to a sound round, or to what is wrong with it
    compare  sound rounds against the record: new, changed, the same
    update   all of it in order, and what is kept

Nothing of the record changes unless a whole reading went well.
"""
