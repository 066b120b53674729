using PocSharding.Sql;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Semantics;

/// <summary>Rewrites of the text's tree that both planning modes share. Vitess: sqlparser/normalizer.go (planner-facts §2).</summary>
internal static class AstRewrites
{
    private static readonly HashSet<string> SessionVariables = new(StringComparer.OrdinalIgnoreCase)
    {
        "autocommit", "client_found_rows", "ddl_strategy", "migration_context", "query_timeout", "session_enable_system_settings", "session_track_gtids",
        "session_uuid", "skip_query_plan_cache", "socket", "sql_select_limit", "transaction_mode", "transaction_read_only", "transaction_timeout",
        "tx_read_only", "version", "version_comment", "workload", "read_after_write_gtid", "read_after_write_timeout",
    };

    public static T Run<T>(T node) where T : Node => Tree.Rewrite(node, Rewrite);

    private static Node Rewrite(Node node) => node switch
    {
        NotExpr not => Negate(not),
        ExistsExpr exists => Exists(exists),
        AggregateExpr { Kind: AggregateKind.Min or AggregateKind.Max, Distinct: true } aggregate => aggregate with { Distinct = false },
        _ => node,
    };

    /// <summary>The argument that stands for a session value; null for anything else.</summary>
    private static Argument? SessionValue(Node node) => node switch
    {
        FunctionExpr { Qualifier.Length: 0, Arguments.Count: 0 } function => function.Name.Text.ToLowerInvariant() switch
        {
            "last_insert_id" => new Argument("__lastInsertId"),
            "found_rows" => new Argument("__vtfrows"),
            "row_count" => new Argument("__vtrcount"),
            _ => null,
        },
        VariableExpr { Scope: VariableScope.User } variable => new Argument("__vtudv" + variable.Name.Text.ToLowerInvariant()),
        VariableExpr { Scope: VariableScope.None or VariableScope.Session or VariableScope.Local } variable when SessionVariables.Contains(variable.Name.Text) =>
            new Argument("__vt" + variable.Name.Text.ToLowerInvariant()),
        _ => null,
    };

    /// <summary>Session values become arguments; an unaliased item that has one keeps its old text as name.</summary>
    public static T Values<T>(T node) where T : Node => Tree.Map(node, inner => inner switch
    {
        Select select => ValuesIn(select),
        SetVariable set => set with { Value = Values(set.Value) },
        _ => Value(inner, false),
    });

    private static Select ValuesIn(Select select)
    {
        bool onlyDual = DualSubqueries.IsOnlyDual(select);
        Node? Replace(Node n) => n switch
        {
            Select inner when !ReferenceEquals(inner, select) => ValuesIn(inner),
            ExprItem { Alias.IsEmpty: true } item => Item(item, onlyDual),
            _ => Value(n, onlyDual),
        };
        return Tree.Map(select, Replace);
    }

    private static ExprItem Item(ExprItem item, bool onlyDual)
    {
        Expr changed = Tree.Map(item.Expr, n => n is Select select ? ValuesIn(select) : Value(n, onlyDual));
        bool outside = Exprs.Contains(item.Expr, n => Value(n, onlyDual) is not null);
        return outside ? new ExprItem(changed, new Ident(SqlPrinter.Print(item.Expr))) : item with { Expr = changed };
    }

    private static Argument? Value(Node node, bool onlyDual) =>
        onlyDual && node is FunctionExpr { Qualifier.Length: 0, Arguments.Count: 0 } function && function.Name.Text.ToLowerInvariant() is "database" or "schema"
            ? new Argument("__vtdbname")
            : SessionValue(node);

    private static Expr Negate(NotExpr not) => not.Operand switch
    {
        NotExpr inner => inner.Operand,
        BoolLiteral value => new BoolLiteral(!value.Value),
        ComparisonExpr { Modifier: ComparisonModifier.None } comparison when Inverse(comparison.Op) is { } op => comparison with { Op = op },
        _ => not,
    };

    public static ComparisonOp? Inverse(ComparisonOp op) => op switch
    {
        ComparisonOp.Equal => ComparisonOp.NotEqual,
        ComparisonOp.NotEqual => ComparisonOp.Equal,
        ComparisonOp.Less => ComparisonOp.GreaterOrEqual,
        ComparisonOp.LessOrEqual => ComparisonOp.Greater,
        ComparisonOp.Greater => ComparisonOp.LessOrEqual,
        ComparisonOp.GreaterOrEqual => ComparisonOp.Less,
        ComparisonOp.In => ComparisonOp.NotIn,
        ComparisonOp.NotIn => ComparisonOp.In,
        ComparisonOp.Like => ComparisonOp.NotLike,
        ComparisonOp.NotLike => ComparisonOp.Like,
        ComparisonOp.Regexp => ComparisonOp.NotRegexp,
        ComparisonOp.NotRegexp => ComparisonOp.Regexp,
        _ => null,
    };

    /// <summary>What EXISTS selects; it comes after the literals became arguments, so it stays a literal.</summary>
    public static Literal AnyValue { get; } = Literal.Integer(1);

    /// <summary>EXISTS asks for rows only: its select list and grouping do not matter.</summary>
    private static Expr Exists(ExistsExpr exists)
    {
        if (exists.Subquery.Select is not Select select)
            return exists;
        if (select.Having is null && select.GroupBy.Count == 0 && select.Items.Any(i => Exprs.ContainsAggregate(i)))
            return select.Limit is null ? new BoolLiteral(true) : exists;
        if (select.Having is not null)
            return exists;
        Select rows = select with { Items = new NodeList<SelectItem>([new ExprItem(AnyValue, Ident.None)]), GroupBy = NodeList<Expr>.Empty };
        return new ExistsExpr(new SubqueryExpr(rows));
    }
}
