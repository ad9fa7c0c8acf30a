"""What a schema cannot say of valid requests, for Schemathesis.

A plan and a conversation are signed: what is made up from their schema is refused, rightly. So a request that
is meant to be valid gets the plan of this run instead of a made-up one, and goes without a conversation that
was made up. Real ones come by the links between operations too, and those are left as they are.
"""

import os

import schemathesis
from schemathesis import GenerationMode

PLAN = os.environ["PLAINQUERY_PLAN"]
REAL_START = PLAN.split(".")[0] + "."


@schemathesis.hook
def before_call(context, case, kwargs):
    if case.meta is None or case.meta.generation.mode != GenerationMode.POSITIVE:
        return
    body = case.body
    if not isinstance(body, dict):
        return
    if case.operation.path == "/v1/execute" and not str(body.get("plan")).startswith(REAL_START):
        body["plan"] = PLAN
    conversation = body.get("conversation")
    if conversation is not None and len(str(conversation)) < 100:
        del body["conversation"]
