"""The rules: each module holds some, with the checks that report them.

Importing this package imports all of its modules, so that every check is registered. Whoever runs
checks takes them from here, and not from where they are registered: then none can be missing.
"""

import pkgutil
from importlib import import_module

from rakor.lint.checks import ATTACHMENT_CHECKS, DAY_CHECKS, FILE_CHECKS, PROJECT_CHECKS

for _module in pkgutil.iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")

__all__ = ["ATTACHMENT_CHECKS", "DAY_CHECKS", "FILE_CHECKS", "PROJECT_CHECKS"]
