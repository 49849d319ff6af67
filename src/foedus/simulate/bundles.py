"""How compiled code sees a record of arrays: one pointer, instead of hundreds of numbers copied at every call.

Numba passes a named tuple by value: a record of sixty arrays is five hundred words on the stack of each call, which
made a year of the model a hundred times slower and its compilation minutes long. Here a record type is registered
as a pointer to a table of its fields. The arrays are borrowed from the caller for the length of the call, so nothing
is counted. Reading a field is `record.field`, as in plain Python; a field cannot be replaced.
"""

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba.core import cgutils, types
from numba.core.datamodel import models
from numba.core.imputils import impl_ret_borrowed, lower_getattr_generic
from numba.core.typing.templates import AttributeTemplate
from numba.extending import NativeValue, infer_getattr, register_model, typeof_impl, unbox


class Bundle(types.Type):
    """The type of a record: its name and the types of its fields, in order."""

    def __init__(self, title: str, fields: tuple[tuple[str, types.Type], ...]) -> None:
        self.title, self.fields = title, fields
        self.types = dict(fields)
        self.positions = {name: position for position, (name, _) in enumerate(fields)}
        super().__init__(f"Bundle:{title}({', '.join(f'{name}:{kind}' for name, kind in fields)})")


@register_model(Bundle)
class BundleModel(models.OpaqueModel):
    """A bare pointer."""


@infer_getattr
class BundleAttribute(AttributeTemplate):
    """`record.field` has the type of the field."""

    key = Bundle

    def generic_resolve(self, value: Any, attr: str) -> types.Type | None:
        return value.types.get(attr)


def _table_type(context: Any, bundle: Bundle) -> ir.Type:
    return ir.LiteralStructType([context.get_value_type(kind) for _, kind in bundle.fields])


@lower_getattr_generic(Bundle)
def _read_field(context: Any, builder: Any, bundle: Bundle, value: Any, attr: str) -> Any:
    table = builder.bitcast(value, _table_type(context, bundle).as_pointer())
    slot = cgutils.gep_inbounds(builder, table, 0, bundle.positions[attr])
    return impl_ret_borrowed(context, builder, bundle.types[attr], builder.load(slot))


@unbox(Bundle)
def _unbox(bundle: Bundle, record: Any, c: Any) -> NativeValue:
    table = cgutils.alloca_once(c.builder, _table_type(c.context, bundle))
    failed = cgutils.false_bit
    for position, (name, kind) in enumerate(bundle.fields):
        field = c.pyapi.object_getattr_string(record, name)
        native = c.unbox(kind, field)
        c.pyapi.decref(field)
        value = native.value
        if isinstance(kind, types.Array):
            value = _borrowed(c, kind, value)
        c.builder.store(value, cgutils.gep_inbounds(c.builder, table, 0, position))
        failed = c.builder.or_(failed, native.is_error)
    return NativeValue(c.builder.bitcast(table, cgutils.voidptr_t), is_error=failed)


def _borrowed(c: Any, kind: types.Array, value: Any) -> Any:
    """The same array without an owner: the caller's record keeps it alive for the length of the call."""
    array = c.context.make_array(kind)(c.context, c.builder, value)
    c.context.nrt.decref(c.builder, kind, value)
    array.meminfo = cgutils.get_null_value(array.meminfo.type)
    array.parent = cgutils.get_null_value(array.parent.type)
    return array._getvalue()


def bundled(*records: type) -> None:
    """Let Numba pass these record classes (named tuples) as bundles."""
    for record in records:
        typeof_impl.register(record)(_typeof)


def _typeof(value: Any, context: Any) -> Bundle:
    fields = tuple((name, typeof_impl(getattr(value, name), context)) for name in value._fields)
    return Bundle(type(value).__name__, fields)
