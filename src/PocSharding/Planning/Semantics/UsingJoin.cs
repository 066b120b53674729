using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Semantics;

/// <summary>
/// JOIN … USING as ON: it takes tables on both sides that are known to have the column, and compares each with each. Vitess: early_rewriter.go
/// rewriteJoinUsing, binder.go bindJoinCondition.
/// </summary>
internal sealed class UsingJoin(IReadOnlyList<TableInstance> instances, DeferredErrors errors)
{
    /// <summary>The condition; null where column information is missing.</summary>
    public Expr? Condition(JoinTable join, TableExpr left, TableExpr right, Scope scope)
    {
        foreach (Ident column in join.Using)
            scope.Using[column.Text] = [.. scope.InExpression.Where(t => t.Knows(column.Text))];
        var pairs = new List<Expr>();
        foreach (Ident column in join.Using)
        {
            List<TableInstance> from = Holders(left, column), to = Holders(right, column);
            if (from.Count == 0 || to.Count == 0)
            {
                errors.NotUnsharded = RefusedException.NeedsColumns().Refusal;
                scope.Unresolved = join;
                return null;
            }
            Compare(column, [.. from, .. to], pairs);
        }
        return Exprs.And(pairs);
    }

    private static void Compare(Ident column, List<TableInstance> tables, List<Expr> pairs)
    {
        for (int i = 0; i < tables.Count; i++)
            foreach (TableInstance other in tables.Skip(i + 1))
                pairs.Add(new ComparisonExpr(ComparisonOp.Equal, Qualified(column, tables[i]), Qualified(column, other)));
    }

    private static ColumnName Qualified(Ident column, TableInstance table) => new(column, table.Qualifier);

    private List<TableInstance> Holders(TableExpr table, Ident column)
    {
        switch (table)
        {
            case AliasedTable { Instance: >= 0 } aliased:
                return instances[aliased.Instance].Knows(column.Text) ? [instances[aliased.Instance]] : [];
            case JoinTable join:
                return [.. Holders(join.Left, column), .. Holders(join.Right, column)];
            case ParenthesizedTables tables:
                List<List<TableInstance>> holders = [.. tables.Tables.Select(t => Holders(t, column)).Where(h => h.Count > 0)];
                return holders.Count > 1 ? throw new RefusedException("VT03021", $"ambiguous column reference: {column}") : holders.FirstOrDefault() ?? [];
            default:
                return [];
        }
    }
}
