"""The pool of Express Entry: candidates kept as facts, scored together, synthetic where none may be had."""
