"""Makes `import jsonschema` quick, for who imports this first.

jsonschema can check international addresses (IRIs), which notebooks have none of. The package for it, which comes with
Jupyter, parses dozens of grammars when it is loaded; that takes longer than all else that is loaded. Without it, jsonschema
leaves these checks out.
"""

import sys

sys.modules["rfc3987_syntax"] = None
