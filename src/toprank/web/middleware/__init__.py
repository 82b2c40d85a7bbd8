"""What every request passes: headers of safety, the language of the address, limits of size and rate."""
