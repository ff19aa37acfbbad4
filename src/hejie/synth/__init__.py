"""An invented past at any size: `hejie synth --cases N`, for load tests and benchmarks.

`scripts` plays every kind of story once through the real actions and keeps the rows it left; `timeline` lays a script
over other days, every period counted anew by the rules; `stamp` writes the same rows for other people, traders and
words, seals, hashes and indexes included; `load` brings them in by COPY; `check` derives a sample again.
"""
