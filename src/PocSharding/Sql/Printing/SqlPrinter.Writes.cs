using PocSharding.Sql.Ast;

namespace PocSharding.Sql;

/// <summary>INSERT, UPDATE, DELETE.</summary>
internal sealed partial class SqlPrinter
{
    private void Insert(Insert insert)
    {
        if (insert.With is { } with)
            With(with);
        Put(insert.Replace ? "replace " : "insert ").Comments(insert.Comments);
        Put(insert.Ignore ? "ignore into " : "into ").Name(insert.Table);
        Partitions(insert.Partitions);
        if (insert.Columns.Count > 0)
            Names(insert.Columns);
        Put(insert.EmptyColumns && insert.Columns.Count == 0 ? "() " : " ");
        if (insert.Select is { } select)
            Query(select);
        else
            Rows(insert.Rows);
        if (insert.RowAlias.Length > 0)
        {
            Put(" as ").Name(insert.RowAlias);
            if (insert.RowAliasColumns.Count > 0)
                Put(" ").Names(insert.RowAliasColumns);
        }
        if (insert.OnDuplicate.Count > 0)
            Put(" on duplicate key update ").Comma(insert.OnDuplicate);
    }

    private void Rows(NodeList<TupleExpr> rows)
    {
        if (rows is [{ Items: [ListArgument list] }])
        {
            Put("values ").Expression(list);
            return;
        }
        Put("values ").Comma(rows);
    }

    private void Partitions(NodeList<Ident> partitions)
    {
        if (partitions.Count > 0)
            Put(" partition ").Names(partitions);
    }

    private void Assign(Assignment assignment)
    {
        Expression(assignment.Column);
        Put(" = ").Expression(assignment.Value);
    }

    private void Update(Update update)
    {
        if (update.With is { } with)
            With(with);
        Put("update ").Comments(update.Comments);
        Put(update.Ignore ? "ignore " : "").Comma(update.Tables);
        Put(" set ").Comma(update.Assignments);
        Where(update.Where);
        OrderBy(update.OrderBy);
        OptionalLimit(update.Limit);
    }

    private void Delete(Delete delete)
    {
        if (delete.With is { } with)
            With(with);
        Put("delete ").Comments(delete.Comments);
        Put(delete.Ignore ? "ignore " : "");
        if (delete.Targets.Count > 0 && !IsSingleTarget(delete))
        {
            Comma(delete.Targets);
            Put(" ");
        }
        Put("from ").Comma(delete.Tables);
        Partitions(delete.Partitions);
        Where(delete.Where);
        OrderBy(delete.OrderBy);
        OptionalLimit(delete.Limit);
    }

    /// <summary>Vitess prints <c>delete t.* from a as t</c> as the single-table form.</summary>
    private static bool IsSingleTarget(Delete delete) => delete is { Targets.Count: 1, Tables: [AliasedTable] };
}
