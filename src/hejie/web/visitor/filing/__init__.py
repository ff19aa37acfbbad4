"""The way to file a complaint, a report or an enquiry: one question a page, then check, then done.

`visit` is one request to it; `steps` puts the pages in order; `fields`, `trader`, `place`, `evidence`, `route`, `who`
and `phone` are the pages; `once` brings a page back; `check` files; `done` says what happens next.
"""
