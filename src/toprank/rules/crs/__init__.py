"""The Comprehensive Ranking System: Ministerial Instructions respecting the Express Entry system, ss. 8 to 32."""
