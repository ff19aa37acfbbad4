"""The live process: tells open pages "changed". Plain ASGI on uvicorn, one small pool of connections, no ORM.

It reads the new rows of `cases_caserecord` four times a second and wakes the listeners of their topics. The writers
send no signal: NOTIFY would take a global lock through every commit. One process holds thousands of listeners.

    GET /live?ticket=…   text/event-stream: `event: changed`, `id: <record id>`, `data: {"topic": "case:…"}`;
                         to colleagues on one case `event: here`, `data: {"names": ["…"]}`, see `presence`
    GET /healthz         200 while the database answers, else 503
"""
