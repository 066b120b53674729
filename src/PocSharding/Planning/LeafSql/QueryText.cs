using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.LeafSql;

/// <summary>A query that is being put together, clause by clause. Vitess: query_builder.go.</summary>
internal sealed class QueryText
{
    private Select template = new(NodeList<SelectItem>.Empty);

    public List<SelectItem> Items { get; set; } = [];

    public List<TableExpr> From { get; set; } = [];

    public Conjunction Where { get; private set; } = new();

    public Conjunction Having { get; private set; } = new();

    public List<Expr> GroupBy { get; private set; } = [];

    public NodeList<OrderItem> OrderBy { get; set; } = NodeList<OrderItem>.Empty;

    public Limit? Limit { get; set; }

    public bool Distinct { get; private set; }

    public bool Rollup { get; set; }

    /// <summary>What there is so far is a UNION; its ORDER BY and LIMIT are the fields above.</summary>
    public Union? Union { get; private set; }

    /// <summary>Neither tables nor predicates yet.</summary>
    public bool IsEmpty => From.Count == 0 && Where.IsEmpty && Union is null;

    public SelectStatement Query() => Union is null ? Simple() : Union with { OrderBy = OrderBy, Limit = Limit };

    private Select Simple() => template with
    {
        Items = new NodeList<SelectItem>(Items.Count > 0 ? [.. Items] : [new ExprItem(Literal.Integer(1), Ident.None)]),
        From = new NodeList<TableExpr>([.. From]),
        Where = Where.Expr,
        GroupBy = new NodeList<Expr>([.. GroupBy]),
        Rollup = Rollup,
        Having = Having.Expr,
        OrderBy = OrderBy,
        Limit = Limit,
        Distinct = Distinct,
    };

    /// <summary>Adds the conjuncts that are not there yet; those over aggregates are HAVING.</summary>
    public void Add(Expr? predicate) => (Exprs.ContainsAggregate(predicate) ? Having : Where).Add(predicate);

    public void AddGroup(Expr group)
    {
        if (!GroupBy.Contains(group))
            GroupBy.Add(group);
    }

    /// <summary>The clauses that the user wrote, over what stands in FROM and WHERE.</summary>
    public void TakeClauses(Select select)
    {
        template = select with { With = null, Lock = null, Comments = NodeList<string>.Empty, CalcFoundRows = false };
        Items = [.. select.Items];
        GroupBy = [.. select.GroupBy];
        Having.Add(select.Having);
        OrderBy = select.OrderBy;
        Limit = select.Limit;
        Distinct = select.Distinct;
        Rollup = select.Rollup;
    }

    public void MakeDistinct()
    {
        if (Union is null)
            Distinct = true;
        else
            Union = Union with { Distinct = true };
    }

    /// <summary>An inner join is a list of tables, its condition a part of WHERE.</summary>
    public void Join(QueryText other, Expr? on, JoinKind? kind)
    {
        Items.AddRange(other.Items);
        Where.Add(other.Where.Expr);
        if (kind is null)
        {
            From.AddRange(other.From);
            Add(on);
            return;
        }
        From = [new JoinTable(kind.Value, AsOne(From), AsOne(other.From), on)];
    }

    private static TableExpr AsOne(List<TableExpr> tables) => tables.Count == 1 ? tables[0] : new ParenthesizedTables(new NodeList<TableExpr>([.. tables]));

    public void UnionWith(QueryText other, bool distinct)
    {
        Union = new Union(Query(), other.Query(), distinct);
        OrderBy = NodeList<OrderItem>.Empty;
        Limit = null;
    }

    /// <summary>All of it becomes a derived table, or a table expression, of a new query.</summary>
    public void Wrap(TableExpr table)
    {
        template = new Select(NodeList<SelectItem>.Empty);
        (Items, From, Where, Having, GroupBy) = ([], [table], new(), new(), []);
        (OrderBy, Limit, Distinct, Rollup, Union) = (NodeList<OrderItem>.Empty, null, false, false, null);
    }

    public void Derive(string alias, NodeList<Ident> columns) => Wrap(new AliasedTable(new DerivedTable(Query()), alias) { Columns = columns });
}

/// <summary>Conjuncts, each once, in the order in which they came.</summary>
internal sealed class Conjunction
{
    private readonly HashSet<Expr> seen = [];
    private readonly List<Expr> parts = [];

    public bool IsEmpty => parts.Count == 0;

    /// <summary>All of them; null of none.</summary>
    public Expr? Expr => parts.Count == 0 ? null : parts.Aggregate((left, right) => new AndExpr(left, right));

    public void Add(Expr? predicate)
    {
        foreach (Expr part in Exprs.SplitAnd(predicate))
            if (seen.Add(part))
                parts.Add(part);
    }
}
