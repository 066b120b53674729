using PocSharding.Sql;
using PocSharding.Sql.Ast;

namespace PocSharding.Tests.Planning.Fuzzing;

/// <summary>Makes new statements out of the parts of a world's: subtrees are exchanged, queries nested, clauses dropped, added and taken from others.</summary>
internal sealed class TreeMutator
{
    private static readonly string[] ExtraExpressions =
    [
        "null", "?", ":v7", "1", "0", "'x'", "count(*)", "sum(id)", "count(distinct id)", "avg(id)", "group_concat(id)", "max(name)", "row_number() over (partition by id order by name)", "exists (select 1 from dual)",
        "(select 1)", "1 in (1, null)", "(id, name) in ((1, 'a'), (2, 'b'))", "id in (1, 2)", "id = 5", "id is null", "@@session.sql_mode", "@x", "last_insert_id()", "database()", "case when id = 1 then name else 2 end",
        "values(id)", "default", "id in ::list", "id between 1 and 9", "id = (select max(id) from dual)", "json_extract(name, '$.a')", "true", "false", "rand()", "id <=> null", "name like 'a%'", "*", "id or name", "any_value(name)",
    ];

    private readonly List<Expr> expressions = [];
    private readonly List<SelectStatement> queries = [];
    private readonly List<TableExpr> tables = [];
    private readonly List<OrderItem> orders = [];
    private readonly List<SelectItem> items = [];
    private readonly string[] columnNames;
    private readonly TableName[] tableNames;
    private readonly string[] qualifiers;
    private readonly Random random;
    private int alias;

    public TreeMutator(IEnumerable<Statement> statements, Random random)
    {
        this.random = random;
        foreach (Statement statement in statements)
            Tree.Walk(statement, Collect);
        Tree.Walk(SqlParser.Parse("select id, name as n, t.* from t, (select 1 as id) as d order by id, name desc").Statement, Collect);
        foreach (string text in ExtraExpressions)
            if (SqlParser.Parse($"select {text} from t").Statement is Select { Items: [ExprItem item] })
                expressions.AddRange(Enumerable.Repeat(item.Expr, 20));
        columnNames = Distinct(expressions.OfType<ColumnName>().Select(c => c.Name.Text));
        qualifiers = Distinct(expressions.OfType<ColumnName>().Select(c => c.Qualifier.Name).Append(""));
        tableNames = Distinct(tables.OfType<AliasedTable>().Select(t => t.Source).OfType<TableRef>().Select(t => t.Name));
    }

    /// <summary>A changed tree, not always one that can be printed and read again; null where the change did not fit.</summary>
    public Statement? Mutate(Statement statement)
    {
        try
        {
            for (int n = random.Next(1, 5); n > 0; n--)
                statement = Once(statement);
            return statement;
        }
        catch (MisplacedNodeException)
        {
            return null;
        }
    }

    private static T[] Distinct<T>(IEnumerable<T> all) => [.. all.Distinct()];

    private bool Collect(Node node)
    {
        if (node is SetVariable)
            return false;
        switch (node)
        {
            case Expr expression: expressions.Add(expression); break;
            case SelectStatement query: queries.Add(query); break;
            case TableExpr table: tables.Add(table); break;
            case OrderItem order: orders.Add(order); break;
            case SelectItem item: items.Add(item); break;
        }
        return true;
    }

    private Statement Once(Statement statement) => random.Next(14) switch
    {
        0 or 1 => Replace<Expr>(statement, _ => Any(expressions)),
        2 => Replace<Expr>(statement, Nested),
        3 => Replace<ColumnName>(statement, c => new ColumnName(new Ident(Any(columnNames)), random.Next(2) == 0 ? c.Qualifier : new TableName("", Any(qualifiers)))),
        4 => Replace<TableName>(statement, _ => Any(tableNames)),
        5 => Replace<TableExpr>(statement, _ => Any(tables)),
        6 => Replace<TableExpr>(statement, Joined),
        7 or 8 => Replace<SelectStatement>(statement, Wrapped),
        9 or 10 => Replace<Select>(statement, Clause),
        11 => Replace<Literal>(statement, _ => Any(expressions)),
        12 => Replace<SelectStatement>(statement, _ => Any(queries)),
        _ => Kind(statement),
    };

    private T Any<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];

    private string Alias() => "f" + alias++ % 10;

    /// <summary>Changes one node of a kind, each with the same chance.</summary>
    private Statement Replace<T>(Statement root, Func<T, Node> change) where T : Node
    {
        int count = 0;
        Tree.Walk(root, n => { count += n is T ? 1 : 0; return true; });
        if (count == 0)
            return root;
        int at = random.Next(count);
        return Tree.Map(root, n => n is T node && at-- == 0 ? change(node) : null);
    }

    private Expr Nested(Expr expression) => random.Next(12) switch
    {
        0 => new SubqueryExpr(Any(queries)),
        1 => new ExistsExpr(new SubqueryExpr(Any(queries))),
        2 => new ComparisonExpr(Any<ComparisonOp>([ComparisonOp.In, ComparisonOp.NotIn]), expression, new SubqueryExpr(Any(queries))),
        3 => new ComparisonExpr(Any<ComparisonOp>([ComparisonOp.Equal, ComparisonOp.Less, ComparisonOp.NullSafeEqual, ComparisonOp.NotEqual]), expression, new SubqueryExpr(Any(queries))),
        4 => new NotExpr(expression),
        5 => new AndExpr(expression, Any(expressions)),
        6 => new OrExpr(expression, Any(expressions)),
        7 => new AggregateExpr(Any<AggregateKind>(Enum.GetValues<AggregateKind>()), random.Next(2) == 0, One(expression)),
        8 => new FunctionExpr("", new Ident("coalesce"), new NodeList<Expr>([expression, Any(expressions)])),
        9 => new ComparisonExpr(ComparisonOp.Equal, expression, Any(expressions)),
        10 => new TupleExpr(new NodeList<Expr>([expression, Any(expressions)])),
        _ => new CaseExpr(null, new NodeList<WhenClause>([new WhenClause(expression, Any(expressions))]), Any(expressions)),
    };

    private static NodeList<T> One<T>(T item) => new([item]);

    private TableExpr Joined(TableExpr table) => random.Next(4) switch
    {
        0 => new AliasedTable(new DerivedTable(Any(queries)), Alias()),
        1 => new JoinTable(Any<JoinKind>(Enum.GetValues<JoinKind>()), table, Any(tables), null),
        2 => new ParenthesizedTables(new NodeList<TableExpr>([table, Any(tables)])),
        _ => new JoinTable(Any<JoinKind>([JoinKind.Inner, JoinKind.Left, JoinKind.Right]), table, Any(tables), Any(expressions)),
    };

    private SelectStatement Wrapped(SelectStatement query) => random.Next(6) switch
    {
        0 => new Select(One<SelectItem>(new StarItem(TableName.None))) { From = One<TableExpr>(new AliasedTable(new DerivedTable(query), Alias())) },
        1 => new Union(query, Any(queries), random.Next(2) == 0, Any<SetOperator>([SetOperator.Union, SetOperator.Union, SetOperator.Intersect, SetOperator.Except])),
        2 => new Union(query, query, random.Next(2) == 0),
        3 => InCommonTable(query),
        4 => new Select(new NodeList<SelectItem>([Any(items), Any(items)])) { From = One<TableExpr>(new AliasedTable(new DerivedTable(query), Alias())), Where = Any(expressions) },
        _ => query with { OrderBy = One(Any(orders)), Limit = new Limit(random.Next(2) == 0 ? null : Any(expressions), Any(expressions)) },
    };

    private Select InCommonTable(SelectStatement query)
    {
        string name = Alias();
        var self = new AliasedTable(new TableRef(new TableName("", name)), "");
        SelectStatement body = random.Next(2) == 0 ? query : new Union(query, new Select(One(Any(items))) { From = One<TableExpr>(self), Where = Any(expressions) }, false);
        var with = new WithClause(random.Next(2) == 0, One(new CommonTableExpr(name, NodeList<Ident>.Empty, body)));
        return new Select(One<SelectItem>(new StarItem(TableName.None))) { With = with, From = random.Next(2) == 0 ? One<TableExpr>(self) : new NodeList<TableExpr>([self, Any(tables)]) };
    }

    private Select Clause(Select query) => random.Next(14) switch
    {
        0 => query with { Where = null },
        1 => query with { Where = Any(expressions) },
        2 => query with { GroupBy = NodeList<Expr>.Empty, Rollup = false },
        3 => query with { GroupBy = new NodeList<Expr>([Any(expressions), .. query.GroupBy]) },
        4 => query with { Having = query.Having is null ? Any(expressions) : null },
        5 => query with { OrderBy = query.OrderBy.Count == 0 ? new NodeList<OrderItem>([Any(orders), Any(orders)]) : NodeList<OrderItem>.Empty },
        6 => query with { Limit = query.Limit is null ? new Limit(null, Any(expressions)) : null },
        7 => query with { Distinct = !query.Distinct },
        8 => query with { Items = new NodeList<SelectItem>([.. query.Items, Any(items)]) },
        9 => query with { Items = One(Any(items)) },
        10 => query with { From = new NodeList<TableExpr>([.. query.From, Any(tables)]) },
        11 => query with { From = NodeList<TableExpr>.Empty },
        12 => query with { Rollup = query.GroupBy.Count > 0, CalcFoundRows = random.Next(2) == 0, Lock = new LockClause(Any<LockMode>(Enum.GetValues<LockMode>())) },
        _ => query with { GroupBy = One(Any(expressions)), Items = new NodeList<SelectItem>([Any(items), new ExprItem(new AggregateExpr(AggregateKind.Max, false, One(Any(expressions))), Ident.None)]) },
    };

    /// <summary>Makes another kind of statement, or changes what a changing statement changes.</summary>
    private Statement Kind(Statement statement) => statement switch
    {
        SelectStatement query when random.Next(2) == 0 => new Insert(Any(tableNames)) { Select = query, Columns = new NodeList<Ident>([new Ident(Any(columnNames)), new Ident(Any(columnNames))]), Replace = random.Next(4) == 0 },
        Select { From.Count: > 0 } query when random.Next(2) == 0 => new Delete(query.From) { Targets = One(Any(tableNames)), Where = query.Where },
        Select { From.Count: > 0 } query => new Update(query.From, One(Assigned())) { Where = query.Where, OrderBy = query.OrderBy, Limit = query.Limit },
        Insert insert => random.Next(3) switch
        {
            0 => insert with { OnDuplicate = new NodeList<Assignment>([Assigned(), .. insert.OnDuplicate]) },
            1 => insert with { Ignore = true, Replace = false },
            _ => insert with { Columns = new NodeList<Ident>([.. insert.Columns.Take(1), new Ident(Any(columnNames))]) },
        },
        Update update => update with { Assignments = new NodeList<Assignment>([.. update.Assignments, Assigned()]), Limit = random.Next(3) == 0 ? new Limit(null, Any(expressions)) : update.Limit },
        Delete delete => delete with { Where = Any(expressions), Limit = delete.Limit is null ? new Limit(null, Any(expressions)) : null },
        _ => Any(queries),
    };

    private Assignment Assigned() => new(new ColumnName(new Ident(Any(columnNames)), TableName.None), Any(expressions));
}
