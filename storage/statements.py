"""From a statement of SQLAlchemy Core to what a driver runs.

SQLAlchemy writes the SQL and converts the values; its engine stays out, because its asynchronous
path costs several times what the statement itself does (DESIGN §3). What its engine does with a
statement is done here in the same order: compile or find it compiled, take this one's values, spell
out the lists, convert. A statement without values of its own is compiled once for the process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

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


class Preparer:
    """Prepares statements for one engine, and remembers what it compiled."""

    def __init__(self, dialect: Dialect, insert: Callable[[Table], Any]) -> None:
        self.dialect = dialect
        self.insert = insert  # the engine's own, which knows ON CONFLICT
        self._compiled: dict[Any, Any] = {}
        self._shapes: dict[Any, Shape] = {}

    def one(self, statement: Executable, parameters: Mapping[str, Any]) -> Prepared:
        """A statement with its own values, and those of its named parameters."""
        compiled, extracted, collected = self._compile(statement, parameters, many=False)
        values = compiled.construct_params(
            parameters or None,
            extracted_parameters=extracted,
            escape_names=False,
            _collected_params=collected,
        )
        sql, converts, order = compiled.string, compiled._bind_processors, compiled.positiontup
        if compiled.post_compile_params or compiled.literal_execute_params:
            spelled_out = compiled._process_parameters_for_postcompile(values)
            sql, order = spelled_out.statement, spelled_out.positiontup
            converts = {**converts, **spelled_out.processors}
        return Prepared(sql, _in_order(values, order, converts), self._shape(compiled))

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
