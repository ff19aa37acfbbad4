"""To the courts and back: confirmation of agreements, invitations to mediate, and the partners that carry messages."""
