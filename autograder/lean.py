"""What our programs need not load; imported before all else, and only by programs of our own."""

import sys

# jsonschema, which reads notebooks, would build a grammar of international addresses with it, for over a second in
# every process; a notebook holds no such thing. Where it can't be imported jsonschema goes without.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
