using PocSharding.Planning.Plan;
using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Planning.Dml.ForeignKeys;

/// <summary>The primary and unique keys of rows to be inserted, as predicates on rows that are there already. Vitess: operators/insert.go pkCompExpression, uniqKeyCompExpressions.</summary>
internal static class InsertedKeys
{
    /// <summary>Rows that a REPLACE removes first.</summary>
    public static Expr? Clashing(Insert insert, VTable table)
    {
        Expr? where = null;
        foreach (IReadOnlyList<string> unique in table.UniqueKeys)
            if (Values(insert, table, unique) is { } places)
                where = Or(where, In(insert, unique, places));
        if (table.PrimaryKey.Count == 0)
            return where;
        // A primary key that MySQL will make up leaves "() in (())", which no row meets.
        Func<TupleExpr, Expr>[]? primary = Values(insert, table, table.PrimaryKey);
        return Or(where, In(insert, primary is null ? [] : table.PrimaryKey, primary ?? []));
    }

    /// <summary>The row that an INSERT … ON DUPLICATE KEY UPDATE would meet; null when the primary key has no value to compare.</summary>
    public static Expr? Same(Insert insert, TupleExpr row, VTable table)
    {
        if (table.PrimaryKey.Count == 0 || Values(insert, table, table.PrimaryKey) is not { } places)
            return null;
        return Semantics.Exprs.And(table.PrimaryKey.Select((c, i) => new ComparisonExpr(ComparisonOp.Equal, new ColumnName(c), places[i](row))));
    }

    /// <summary>For each column its value in a row, or its default; null when one has neither: nothing can clash then.</summary>
    private static Func<TupleExpr, Expr>[]? Values(Insert insert, VTable table, IReadOnlyList<string> columns)
    {
        var values = new List<Func<TupleExpr, Expr>>();
        foreach (string column in columns)
        {
            int place = InsertPlanner.IndexOf(insert.Columns, column);
            if (place >= 0)
                values.Add(row => row.Items[place]);
            else if (Default(table, column) is { } value)
                values.Add(_ => value);
            else
                return null;
        }
        return [.. values];
    }

    private static Literal? Default(VTable table, string name)
    {
        VColumn column = table.Columns.Find(c => c.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new RefusedException(new Refused("VT03014", $"unknown column '{name}' in '{table.Name}'"));
        return column.Default is null ? null : Literal.String(column.Default);
    }

    private static ComparisonExpr In(Insert insert, IReadOnlyList<string> columns, Func<TupleExpr, Expr>[] values) => new(
        ComparisonOp.In,
        ForeignKeySql.Columns(columns),
        new TupleExpr(new NodeList<Expr>([.. insert.Rows.Select(row => new TupleExpr(new NodeList<Expr>([.. values.Select(v => v(row))])))])));

    private static Expr Or(Expr? left, Expr right) => left is null ? right : new OrExpr(left, right);
}
