"""What the history of connections tells: each file answers one question of an administrator.

All functions take a connection to the history (see `reading`) and a `Period`. What is counted is
said in the models that they give back. Statements are composed of this package's own words; values
are bound.
"""
