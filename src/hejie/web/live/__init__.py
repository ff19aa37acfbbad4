"""The live process: tells open pages "changed", and those in a mediation room what they may hear. Plain ASGI on
uvicorn, small pools of connections, no ORM.

It reads the new rows of `cases_caserecord` four times a second and wakes the listeners of their topics. The writers
send no signal: NOTIFY would take a global lock through every commit. Rooms are few and cannot wait: they send one, with
the id of the session. One process holds thousands of listeners.

    GET /live?ticket=…   text/event-stream: `event: changed`, `id: <record id>`, `data: {"topic": "case:…"}`;
                         to colleagues on one case `event: here`, `data: {"names": ["…"]}`, see `presence`;
                         to a guest of a room `happening`, `present`, `out`, `id: <record>.<seq>`: docs/api/room.md
    GET /healthz         200 while the database answers, else 503
"""
