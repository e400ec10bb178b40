"""The statements kept in sql/DIALECT.sql, read by a parser of that dialect: python3-sqlglot, where it is installed.

SQLite and PostgreSQL are left out: the other tests run their statements on the real thing.
"""
import pathlib
import re
import sys

try:
    import sqlglot
except ImportError:
    print("skipped: sqlglot is not installed")
    sys.exit(77)

DIALECTS = {"bigquery": "bigquery", "databricks": "databricks", "fabric": "tsql", "redshift": "redshift", "snowflake": "snowflake"}
# What older versions of the parser do not know.
WORDS = {"BIGNUMERIC": "NUMERIC", "TIMESTAMP_NTZ": "TIMESTAMP", "VARBINARY(8000)": "VARBINARY", "CROSS APPLY": "CROSS JOIN"}

faults = 0
for name, dialect in DIALECTS.items():
    text = (pathlib.Path(__file__).parent / "sql" / (name + ".sql")).read_text(encoding="utf-8")
    statements = re.findall(r"(?ms)^==== (.*?)\n(WITH\n.*?\nORDER BY 1)$", text)
    for rule, sql in statements:
        for known, older in WORDS.items():
            sql = sql.replace(known, older)
        try:
            trees = sqlglot.parse(sql, read=dialect, error_level=sqlglot.ErrorLevel.RAISE)
            understood = len(trees) == 1 and isinstance(trees[0], sqlglot.exp.Select)
        except sqlglot.errors.SqlglotError as error:
            understood = False
            print(error)
        if not understood:
            faults += 1
            print(f"{name} cannot read the SQL of: {rule}")
    print(f"{name}: {len(statements)} statements")
    faults += len(statements) < 15
sys.exit(1 if faults else 0)
