using System.Globalization;
using PocSharding.Planning.Dml.ForeignKeys;
using PocSharding.Planning.Operators;
using PocSharding.Planning.Plan;
using PocSharding.Planning.Queries;
using PocSharding.Planning.Routes;
using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Planning.Dml;

/// <summary>INSERT and REPLACE. Vitess: planbuilder/insert.go, operators/insert.go (planner-facts §13).</summary>
internal static class InsertPlanner
{
    public static Primitive Plan(PlanContext context, Insert insert)
    {
        ResolvedTable target = context.Resolver.Resolve(insert.Table);
        if (target.Vindex is not null)
            throw new RefusedException("VT09014", "vindex cannot be modified");
        VTable table = target.Table ?? throw new RefusedException(target.Error!);
        if (insert.Replace && table.Keyspace.Sharded)
            throw RefusedException.Unsupported("REPLACE INTO with sharded keyspace");
        if (table is { Type: VTableType.Reference, Source: { } source })
            table = source;
        insert = WithColumns(insert with { Table = new TableName("", table.Name) }, table);
        return ForeignKeyRules.AroundInsert(context, insert, table, plain => table.Keyspace.Sharded ? Sharded(context, plain, table) : Unsharded(context, plain, table));
    }

    /// <summary>The column list, from the VSchema where the text has none.</summary>
    private static Insert WithColumns(Insert insert, VTable table)
    {
        if (insert.Columns.Count == 0 && !insert.EmptyColumns && !(insert.Rows is [{ Items.Count: 0 }, ..]))
        {
            if (!table.ColumnListAuthoritative)
                throw new RefusedException("VT09004", "INSERT should contain column list or the table should have authoritative columns in vschema");
            insert = insert with { Columns = new NodeList<Ident>([.. table.Columns.Where(c => !c.Invisible).Select(c => new Ident(c.Name))]) };
        }
        if (insert.Rows.Any(r => r.Items.Count != insert.Columns.Count) || (insert.Select is { } select && Differ(insert.Columns.Count, Binder.FirstSelect(select).Items)))
            throw new RefusedException("VT03006", "column count does not match value count with the row");
        return insert;
    }

    /// <summary>A star may stand for more columns, never for none.</summary>
    private static bool Differ(int columns, NodeList<SelectItem> items) => columns < items.Count || (columns > items.Count && items.All(i => i is ExprItem));

    private static Primitive Unsharded(PlanContext context, Insert insert, VTable table)
    {
        if (insert.Select is null || OnlyIn(context, table.Keyspace))
            return new InsertRows(InsertVariant.Unsharded, table.Keyspace, table, StatementPlanner.TextOf(Sequenced(insert, table, out int missing)))
            {
                Ignore = insert.Ignore,
                Replace = insert.Replace,
                Sequence = table.AutoIncrement,
                MissingSequenceValues = missing,
            };
        return new InsertRows(InsertVariant.Select, table.Keyspace, table, StatementPlanner.TextOf(insert with { Select = null }))
        {
            Ignore = insert.Ignore,
            Sequence = table.AutoIncrement,
            Source = Rows(context, insert.Select),
        };
    }

    private static bool OnlyIn(PlanContext context, Keyspace keyspace) => context.Tables.All(t => t.Table is { } table && ReferenceEquals(table.Keyspace, keyspace));

    /// <summary>The rows must not change before they are written.</summary>
    private static Primitive Rows(PlanContext context, SelectStatement select) =>
        SelectPlanner.PlanOps(context, select with { Lock = new LockClause(LockMode.ShareOld) });

    /// <summary>Values of the sequence's column are replaced by what the sequence gives.</summary>
    private static Insert Sequenced(Insert insert, VTable table, out int missing)
    {
        missing = 0;
        if (table.AutoIncrement is not { } sequence || insert.Select is not null)
            return insert;
        int column = IndexOf(insert.Columns, sequence.Column);
        var rows = new List<TupleExpr>();
        foreach (TupleExpr row in insert.Rows)
        {
            if (column < 0 || row.Items[column] is NullLiteral or DefaultExpr)
                missing++;
            else
                Evaluable.Require(row.Items[column]);
            Expr value = new Argument("__seq" + rows.Count.ToString(CultureInfo.InvariantCulture));
            rows.Add(new TupleExpr(new NodeList<Expr>(column < 0 ? [.. row.Items, value] : [.. row.Items.Select((v, i) => i == column ? value : v)])));
        }
        NodeList<Ident> columns = column < 0 ? new NodeList<Ident>([.. insert.Columns, new Ident(sequence.Column)]) : insert.Columns;
        return insert with { Columns = columns, Rows = new NodeList<TupleExpr>([.. rows]) };
    }

    public static int IndexOf(NodeList<Ident> columns, string name)
    {
        for (int i = 0; i < columns.Count; i++)
            if (columns[i].Text.Equals(name, StringComparison.OrdinalIgnoreCase))
                return i;
        return -1;
    }

    private static Primitive Sharded(PlanContext context, Insert insert, VTable table)
    {
        CheckOnDuplicate(insert, table);
        bool ignore = insert.Ignore || insert.OnDuplicate.Count > 0;
        if (insert.Select is not null)
            return FromSelect(context, insert, table, ignore);
        Insert sequenced = Sequenced(insert, table, out int missing);
        var values = new List<(ColumnVindex, IReadOnlyList<IReadOnlyList<Expr>>)>();
        Insert sent = WithVindexColumns(sequenced, table);
        foreach (ColumnVindex vindex in table.ColumnVindexes.Where(v => !v.Partial))
            values.Add((vindex, [.. vindex.Columns.Select(c => ColumnValues(sent, c))]));
        Insert final = WithArguments(sent, table);
        return new InsertRows(InsertVariant.Sharded, table.Keyspace, table, StatementPlanner.TextOf(final))
        {
            Ignore = ignore,
            Sequence = table.AutoIncrement,
            MissingSequenceValues = missing,
            VindexValues = values,
        };
    }

    /// <summary>Vindex columns that the text leaves out are NULL.</summary>
    private static Insert WithVindexColumns(Insert insert, VTable table)
    {
        foreach (string column in table.ColumnVindexes.SelectMany(v => v.Columns))
        {
            if (IndexOf(insert.Columns, column) >= 0)
                continue;
            insert = insert with
            {
                Columns = new NodeList<Ident>([.. insert.Columns, new Ident(column)]),
                Rows = new NodeList<TupleExpr>([.. insert.Rows.Select(r => new TupleExpr(new NodeList<Expr>([.. r.Items, NullLiteral.Instance])))]),
            };
        }
        return insert;
    }

    private static IReadOnlyList<Expr> ColumnValues(Insert insert, string column)
    {
        int index = IndexOf(insert.Columns, column);
        Expr[] values = [.. insert.Rows.Select(r => r.Items[index])];
        foreach (Expr value in values)
            Evaluable.Require(value);
        return values;
    }

    /// <summary>The rows as each shard gets them: vindex values by argument.</summary>
    private static Insert WithArguments(Insert insert, VTable table)
    {
        HashSet<string> vindexColumns = new(table.ColumnVindexes.SelectMany(v => v.Columns), StringComparer.OrdinalIgnoreCase);
        int number = 0;
        return insert with
        {
            Rows = new NodeList<TupleExpr>([.. insert.Rows.Select(row =>
            {
                string suffix = (number++).ToString(CultureInfo.InvariantCulture);
                return new TupleExpr(new NodeList<Expr>([.. row.Items.Select((v, i) => vindexColumns.TryGetValue(insert.Columns[i].Text, out string? column) ? new Argument($"_{ReservedNames.Compliant(column)}_{suffix}") : v)]));
            })]),
        };
    }

    private static void CheckOnDuplicate(Insert insert, VTable table)
    {
        foreach (Assignment assignment in insert.OnDuplicate)
            foreach (ColumnVindex vindex in table.ColumnVindexes)
                if (vindex.Columns.Any(c => c.Equals(assignment.Column.Name.Text, StringComparison.OrdinalIgnoreCase))
                    && !(assignment.Value is ValuesFunctionExpr { Column: var same } && same.Name.Equals(assignment.Column.Name)))
                    throw RefusedException.Unsupported("DML cannot update vindex column");
    }

    private static InsertRows FromSelect(PlanContext context, Insert insert, VTable table, bool ignore)
    {
        foreach (ColumnVindex primary in table.ColumnVindexes.Take(1))
            foreach (string column in primary.Columns)
                if (IndexOf(insert.Columns, column) < 0 && !(table.AutoIncrement?.Column.Equals(column, StringComparison.OrdinalIgnoreCase) ?? false))
                    throw new RefusedException("VT09003", $"INSERT query does not have primary vindex column '{column}' in the column list");
        return new InsertRows(InsertVariant.Select, table.Keyspace, table, StatementPlanner.TextOf(insert with { Select = null }))
        {
            Ignore = ignore,
            Sequence = table.AutoIncrement,
            Source = Rows(context, insert.Select!),
        };
    }
}
