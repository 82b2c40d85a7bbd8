"""Express Entry on any day since 2015: the law as data, one candidate assessed, a pool ranked, a round verified."""
