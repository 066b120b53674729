using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Planning.Dml.ForeignKeys;

/// <summary>The new value of a column as MySQL will store it. Vitess: operators/update.go getCastedUpdateExpression.</summary>
internal static class UpdatedValue
{
    public static Expr Cast(VTable table, Assignment assignment)
    {
        string? type = table.Columns.Find(c => c.Name.Equals(assignment.Column.Name.Text, StringComparison.OrdinalIgnoreCase))?.Type;
        return CastType(type) is { } cast ? new CastExpr(assignment.Value, new ConvertType(cast)) : assignment.Value;
    }

    private static string? CastType(string? type) => type?.ToUpperInvariant() switch
    {
        "INT8" or "INT16" or "INT24" or "INT32" or "INT64" => "SIGNED",
        "UINT8" or "UINT16" or "UINT24" or "UINT32" or "UINT64" or "YEAR" => "UNSIGNED",
        "FLOAT32" or "FLOAT64" => "FLOAT",
        "DECIMAL" => "DECIMAL",
        "TIMESTAMP" or "DATE" or "TIME" or "DATETIME" => "DATETIME",
        "BLOB" or "VARBINARY" or "BINARY" => "BINARY",
        "TEXT" or "VARCHAR" or "CHAR" => "CHAR",
        _ => null,
    };
}
