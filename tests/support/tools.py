"""The programs of `tools/` as modules."""

from importlib.util import module_from_spec, spec_from_file_location
from types import ModuleType

from support.places import ROOT


def tool(name: str) -> ModuleType:
    """Return a program of `tools/`, loaded."""
    spec = spec_from_file_location(f"{name}_tool", ROOT / "tools" / f"{name}.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
