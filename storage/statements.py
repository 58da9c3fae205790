"""From a statement of SQLAlchemy Core to what a driver runs.

SQLAlchemy writes the SQL and converts the values; its engine stays out, because its asynchronous
path costs several times what the statement itself does (DESIGN §3). What its engine does with a
statement is done here in the same order: compile or find it compiled, take this one's values, spell
out the lists, convert. A statement without values of its own is compiled once for the process; and
what comes again as the same object needs nothing but its values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Dialect, Executable, Table

Values = tuple[Any, ...]
Convert = Callable[[Any], Any]


@dataclass(slots=True)
class Shape:
    """The columns that come back: their names, and how to read those that need it."""

    names: tuple[str, ...]
    converts: tuple[tuple[int, Convert], ...]

    def read(self, row: Iterable[Any]) -> list[Any]:
        """A row of the driver with its values as Python knows them."""
        values = list(row)
        for index, convert in self.converts:
            values[index] = convert(values[index])
        return values

    def named(self, row: Iterable[Any]) -> dict[str, Any]:
        """The same, each value under its column's name."""
        return dict(zip(self.names, self.read(row), strict=True))


@dataclass(slots=True)
class Prepared:
    """What the driver gets, and how to read what it gives."""

    sql: str
    values: Values
    shape: Shape


@dataclass(slots=True)
class PreparedMany:
    """The same for one statement with many rows of values."""

    sql: str
    rows: list[Values]
    shape: Shape


@dataclass(slots=True)
class Known:
    """What came before: its SQL, the names it was given values for, and where those go. The other
    places hold values of its own, converted already."""

    sql: str
    names: frozenset[str]
    places: tuple[tuple[int, str, Convert | None], ...]
    values: Values
    shape: Shape

    def with_values(self, parameters: Mapping[str, Any]) -> Prepared:
        """The same statement once more."""
        values = list(self.values)
        for index, name, convert in self.places:
            given = parameters[name]
            values[index] = given if convert is None else convert(given)
        return Prepared(self.sql, tuple(values), self.shape)


class Preparer:
    """Prepares statements for one engine, and remembers what it compiled."""

    def __init__(self, dialect: Dialect, insert: Callable[[Table], Any]) -> None:
        self.dialect = dialect
        self.insert = insert  # the engine's own, which knows ON CONFLICT
        self._compiled: dict[Any, Any] = {}
        self._shapes: dict[Any, Shape] = {}
        self._known: WeakKeyDictionary[Any, Known] = WeakKeyDictionary()

    def one(self, statement: Executable, parameters: Mapping[str, Any]) -> Prepared:
        """A statement with its own values, and those of its named parameters."""
        known = self._known.get(statement)
        if known is not None and known.names == parameters.keys():
            return known.with_values(parameters)
        compiled, extracted, collected = self._compile(statement, parameters, many=False)
        values = compiled.construct_params(
            parameters or None,
            extracted_parameters=extracted,
            escape_names=False,
            _collected_params=collected,
        )
        sql, converts, order = compiled.string, compiled._bind_processors, compiled.positiontup
        lists = compiled.post_compile_params | compiled.literal_execute_params
        if lists:
            spelled_out = compiled._process_parameters_for_postcompile(values)
            sql, order = spelled_out.statement, spelled_out.positiontup
            converts = {**converts, **spelled_out.processors}
        ready = Prepared(sql, _in_order(values, order, converts), self._shape(compiled))
        if not any(each.key in parameters for each in lists):  # else their length
            self._known[statement] = Known(
                sql=sql,
                names=frozenset(parameters),
                places=tuple(
                    (index, name, converts.get(name))
                    for index, name in enumerate(order or ())
                    if name in parameters
                ),
                values=ready.values,
                shape=ready.shape,
            )
        return ready

    def many(self, statement: Executable, rows: Sequence[Mapping[str, Any]]) -> PreparedMany:
        """A statement to run once for each row of values."""
        compiled, extracted, collected = self._compile(statement, rows[0], many=len(rows) > 1)
        values = [
            compiled.construct_params(
                row,
                extracted_parameters=extracted,
                escape_names=False,
                _collected_params=collected,
            )
            for row in rows
        ]
        order, converts = compiled.positiontup, compiled._bind_processors
        in_order = [_in_order(each, order, converts) for each in values]
        return PreparedMany(compiled.string, in_order, self._shape(compiled))

    def _compile(
        self, statement: Executable, keys: Iterable[str], *, many: bool
    ) -> tuple[Any, Any, Any]:
        found: Any = statement
        compiled, extracted, collected, _ = found._compile_w_cache(
            dialect=self.dialect,
            compiled_cache=self._compiled,
            column_keys=sorted(keys),
            for_executemany=many,
        )
        return compiled, extracted, collected

    def _shape(self, compiled: Any) -> Shape:
        shape = self._shapes.get(compiled)
        if shape is None:
            columns = compiled._result_columns
            found = [each.type._cached_result_processor(self.dialect, None) for each in columns]
            shape = Shape(
                names=tuple(each.keyname for each in columns),
                converts=tuple(
                    (index, convert) for index, convert in enumerate(found) if convert is not None
                ),
            )
            if compiled.cache_key is not None:  # then it lives as long as the process
                self._shapes[compiled] = shape
        return shape


def _in_order(
    values: Mapping[str, Any], order: Sequence[str] | None, converts: Mapping[str, Any]
) -> Values:
    return tuple(
        converts[name](values[name]) if name in converts else values[name] for name in order or ()
    )
