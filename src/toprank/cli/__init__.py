"""The command line: one file for each group of commands; results on standard output, remarks on standard error."""
