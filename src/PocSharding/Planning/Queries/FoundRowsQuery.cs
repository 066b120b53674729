using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Queries;

/// <summary>What SQL_CALC_FOUND_ROWS runs beside the limited query. Vitess: planbuilder/select.go buildSQLCalcFoundRowsPlan.</summary>
internal static class FoundRowsQuery
{
    /// <summary>Vitess prints the query and parses it again, so arguments lose their types.</summary>
    public static Select Of(Select select) => Tree.Map(Counting(select), node => node is Argument { TypeName: not null } typed ? new Argument(typed.Name) : null);

    /// <summary>Rows are counted in place, or over a derived table where groups or distinct rows are counted.</summary>
    private static Select Counting(Select select)
    {
        var count = new NodeList<SelectItem>([new ExprItem(new AggregateExpr(AggregateKind.CountStar, false, NodeList<Expr>.Empty), Ident.None)]);
        Select rows = select with { Limit = null, OrderBy = NodeList<OrderItem>.Empty, Lock = null };
        if (select.GroupBy.Count == 0 && select.Having is null && !select.Distinct)
            return rows with { Items = count };
        return new Select(count) { From = new NodeList<TableExpr>([new AliasedTable(new DerivedTable(rows), "t")]) };
    }
}
