using PocSharding.Sql.Ast;

namespace PocSharding.Sql;

/// <summary>FROM.</summary>
internal sealed partial class SqlPrinter
{
    private void Table(TableExpr table)
    {
        switch (table)
        {
            case AliasedTable aliased: Aliased(aliased); break;
            case JoinTable join: Join(join); break;
            case ParenthesizedTables inner:
                Put("(").Comma(inner.Tables);
                Put(")");
                break;
            case JsonTable json:
                Put("json_table(").Expression(json.Document);
                Put(", ").Expression(json.Path);
                Put(json.Columns).Put("\n) as ").Name(json.Alias);
                break;
            default: throw new InvalidOperationException(table.GetType().Name);
        }
    }

    private void Aliased(AliasedTable table)
    {
        switch (table.Source)
        {
            case TableRef reference: Name(reference.Name); break;
            case DerivedTable derived:
                Put(derived.Lateral ? "lateral (" : "(").Query(derived.Select);
                Put(")");
                break;
            default: throw new InvalidOperationException(table.Source.GetType().Name);
        }
        Partitions(table.Partitions);
        if (table.Alias.Length > 0)
        {
            Put(" as ").Name(table.Alias);
            if (table.Columns.Count > 0)
                Names(table.Columns);
        }
        foreach (IndexHint hint in table.Hints)
            Hint(hint);
    }

    private void Hint(IndexHint hint)
    {
        Put(hint.Kind switch
        {
            IndexHintKind.Use => " use index ",
            IndexHintKind.Ignore => " ignore index ",
            IndexHintKind.Force => " force index ",
            IndexHintKind.UseVindex => " use vindex ",
            _ => " ignore vindex ",
        });
        Put(hint.For switch { IndexHintFor.Join => "for join ", IndexHintFor.OrderBy => "for order by ", IndexHintFor.GroupBy => "for group by ", _ => "" });
        if (hint.Indexes.Count == 0)
            Put("()");
        else
            Names(hint.Indexes);
    }

    /// <summary>The left side may be a long chain of joins: gone down without recursion.</summary>
    private void Join(JoinTable join)
    {
        var chain = new Stack<JoinTable>();
        TableExpr left = join;
        while (left is JoinTable next)
        {
            chain.Push(next);
            left = next.Left;
        }
        Table(left);
        while (chain.TryPop(out JoinTable? at))
        {
            Put(Words(at.Kind)).Table(at.Right);
            if (at.On is { } on)
                Put(" on ").Expression(on);
            if (at.Using.Count > 0)
                Put(" using ").Names(at.Using);
        }
    }

    private static string Words(JoinKind kind) => kind switch
    {
        JoinKind.Inner => " join ",
        JoinKind.Straight => " straight_join ",
        JoinKind.Left => " left join ",
        JoinKind.Right => " right join ",
        JoinKind.Natural => " natural join ",
        JoinKind.NaturalLeft => " natural left join ",
        _ => " natural right join ",
    };
}
