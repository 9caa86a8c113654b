"""The rules: each module holds some, with the checks that report them.

Importing this package imports all of its modules, so that every check is registered.
"""

import pkgutil
from importlib import import_module

for _module in pkgutil.iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
