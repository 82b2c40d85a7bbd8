"""The three federal programs and the nominee class: Immigration and Refugee Protection Regulations, ss. 75 to 87.2."""
