using PocSharding.Sql.Ast;
using PocSharding.Workload;

namespace PocSharding.Design.Load;

/// <summary>
/// Reads off a statement which columns it compares, joins, inserts and assigns. Names are resolved over all tables of the
/// statement at once: enough to weigh columns, while plans come from the planner alone.
/// </summary>
internal sealed class StatementScanner
{
    private readonly TableIndex index;
    private readonly IReadOnlyList<Slot> slots;
    private readonly Dictionary<string, int> aliases = new(StringComparer.Ordinal);
    private readonly List<ColumnUse> uses = [];

    private StatementScanner(TableIndex index, IReadOnlyList<Slot> slots) => (this.index, this.slots) = (index, slots);

    public static StatementFacts Scan(Statement statement, TableIndex index, IReadOnlyList<Slot> slots)
    {
        var scanner = new StatementScanner(index, slots);
        var mentions = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        bool all = statement is Insert;
        Tree.Walk(statement, node =>
        {
            scanner.Name(node);
            all |= MentionsAll(node);
            mentions.UnionWith(Mentioned(node));
            return true;
        });
        if (statement is Insert insert)
            scanner.AddAlias(insert.Table.Name, insert.Table);
        Tree.Walk(statement, node =>
        {
            scanner.Use(node);
            return true;
        });
        return new(scanner.Tables(), scanner.uses, mentions, all) { Missing = MissingTable.Of(statement, index) };
    }

    /// <summary>Forms in which columns count that are not written out: NATURAL joins, DISTINCT over a star, INSERT.</summary>
    private static bool MentionsAll(Node node) => node switch
    {
        JoinTable join => join.Kind is JoinKind.Natural or JoinKind.NaturalLeft or JoinKind.NaturalRight,
        Select select => select.Distinct && select.Items.Any(i => i is StarItem),
        _ => false,
    };

    private static IEnumerable<string> Mentioned(Node node) => node switch
    {
        ColumnName column => [column.Name.Text],
        JoinTable join => join.Using.Select(c => c.Text),
        _ => [],
    };

    private int[] Tables() => [.. aliases.Values.Distinct().Order()];

    private void Name(Node node)
    {
        if (node is AliasedTable { Source: TableRef table } aliased)
            AddAlias(aliased.Alias.Length > 0 ? aliased.Alias : table.Name.Name, table.Name);
    }

    private void AddAlias(string alias, TableName name)
    {
        if (index.Find(name.Name) is { } table)
            aliases.TryAdd(aliases.TryGetValue(alias, out int other) && other != table ? $"{alias} {table}" : alias, table);
    }

    private void Use(Node node)
    {
        switch (node)
        {
            case ComparisonExpr { Op: ComparisonOp.Equal or ComparisonOp.NullSafeEqual } equal:
                Compare(equal.Left, equal.Right);
                break;
            case ComparisonExpr { Op: ComparisonOp.In, Left: ColumnName column } membership:
                Membership(column, membership.Right);
                break;
            case JoinTable join:
                foreach (Ident column in join.Using)
                    Using(column.Text);
                break;
            case Insert insert:
                Inserted(insert);
                break;
            case Update update:
                foreach (Assignment assignment in update.Assignments)
                    Add(ColumnUseKind.Assigned, Resolve(assignment.Column), []);
                break;
        }
    }

    private void Compare(Expr left, Expr right)
    {
        if (left is ColumnName l && right is ColumnName r)
            Join(Resolve(l), Resolve(r));
        else if (left is ColumnName column)
            AddValue(column, right);
        else if (right is ColumnName other)
            AddValue(other, left);
        else if (left is TupleExpr a && right is TupleExpr b && a.Items.Count == b.Items.Count)
            for (int i = 0; i < a.Items.Count; i++)
                Compare(a.Items[i], b.Items[i]);
    }

    private void AddValue(ColumnName column, Expr value)
    {
        if (SlotsOf([value]) is { Count: > 0 } found)
            Add(ColumnUseKind.Equal, Resolve(column), found);
    }

    private void Membership(ColumnName column, Expr list)
    {
        if (list is TupleExpr tuple && SlotsOf(tuple.Items) is { Count: > 0 } found)
            Add(ColumnUseKind.In, Resolve(column), found);
        else if (list is SubqueryExpr { Select: Select { Items: [ExprItem { Expr: ColumnName inner }] } })
            Join(Resolve(column), Resolve(inner));
    }

    private void Join((int Table, string Column)? left, (int Table, string Column)? right)
    {
        if (left is not { } l || right is not { } r || l == r)
            return;
        uses.Add(new(ColumnUseKind.Join, l.Table, l.Column) { Other = r });
        uses.Add(new(ColumnUseKind.Join, r.Table, r.Column) { Other = l });
    }

    private void Using(string column)
    {
        int[] holders = [.. Tables().Where(t => index.Column(t, column) is not null)];
        for (int i = 1; i < holders.Length; i++)
            Join((holders[0], index.Column(holders[0], column)!.Name), (holders[i], index.Column(holders[i], column)!.Name));
    }

    private void Inserted(Insert insert)
    {
        if (index.Find(insert.Table.Name) is not { } table)
            return;
        string[] named = [.. insert.Columns.Select(c => c.Text)];
        string[] given = named.Length > 0 || insert.Rows.Any(r => r.Items.Count == 0) ? named : [.. index[table].Columns.Where(c => !c.Invisible).Select(c => c.Name)];
        foreach (ColumnSchema column in index[table].Columns)
        {
            int at = Array.FindIndex(given, g => g.Equals(column.Name, StringComparison.OrdinalIgnoreCase));
            Expr[] values = at < 0 ? [] : [.. insert.Rows.Where(r => at < r.Items.Count).Select(r => r.Items[at])];
            Add(at < 0 || values.Any(v => v is DefaultExpr or NullLiteral) ? ColumnUseKind.LeftOut : ColumnUseKind.Insert, (table, column.Name), SlotsOf(values));
        }
        foreach (Assignment assignment in insert.OnDuplicate)
            Add(ColumnUseKind.Assigned, index.Column(table, assignment.Column.Name.Text) is { } assigned ? (table, assigned.Name) : null, []);
    }

    private void Add(ColumnUseKind kind, (int Table, string Column)? column, IReadOnlyList<int> found)
    {
        if (column is { } c)
            uses.Add(new(kind, c.Table, c.Column) { Slots = found });
    }

    private (int Table, string Column)? Resolve(ColumnName column)
    {
        string name = column.Name.Text;
        if (!column.Qualifier.IsEmpty && aliases.TryGetValue(column.Qualifier.Name, out int named) && index.Column(named, name) is { } own)
            return (named, own.Name);
        foreach (int table in aliases.Values)
            if (index.Column(table, name) is { } found)
                return (table, found.Name);
        return null;
    }

    private List<int> SlotsOf(IEnumerable<Expr> values)
    {
        List<int> found = [];
        foreach (Expr value in values)
            if (Slot(value) is int slot and >= 0 && !found.Contains(slot))
                found.Add(slot);
        return found;
    }

    private int Slot(Expr value) => value switch
    {
        Literal literal => SlotAt(literal.Offset),
        Argument argument => SlotAt(argument.Offset),
        UnaryExpr { Op: UnaryOp.Minus, Operand: Literal literal } => SlotAt(literal.Offset),
        _ => -1,
    };

    private int SlotAt(int offset)
    {
        if (offset < 0)
            return -1;
        for (int i = 0; i < slots.Count; i++)
            if (slots[i].Offsets.Contains(offset))
                return i;
        return -1;
    }
}
