using PocSharding.Sql.Ast;

namespace PocSharding.Sql;

/// <summary>Statements and their clauses.</summary>
internal sealed partial class SqlPrinter
{
    private void Statement(Statement statement)
    {
        switch (statement)
        {
            case SelectStatement query: Query(query); break;
            case Insert insert: Insert(insert); break;
            case Update update: Update(update); break;
            case Delete delete: Delete(delete); break;
            case SetStatement set: Set(set); break;
            case TransactionStatement transaction: Transaction(transaction); break;
            case UseStatement use: Put(use.Database.Length > 0 ? "use " + Quote(use.Database) : "use"); break;
            case AlterVSchema vschema: AlterVSchema(vschema); break;
            case OtherStatement other: Put(other.Canonical); break;
            default: Definition(statement); break;
        }
    }

    // ---- queries ----

    private void Query(SelectStatement query)
    {
        if (DeepStack.Suffices(depth++))
            QueryHere(query);
        else
            QueryElsewhere(query);
        depth--;
    }

    private void QueryElsewhere(SelectStatement query) => DeepStack.Continue(() => QueryHere(query));

    private SqlPrinter QueryHere(SelectStatement query)
    {
        if (query.With is { } with)
            With(with);
        switch (query)
        {
            case Select select: Select(select); break;
            case Union union: Union(union); break;
            case ValuesStatement values: Values(values); break;
            default: throw new InvalidOperationException(query.GetType().Name);
        }
        OrderBy(query.OrderBy);
        OptionalLimit(query.Limit);
        Lock(query.Lock);
        if (query.Into is { } into)
            Put(into.Text);
        return this;
    }

    private void With(WithClause with)
    {
        Put(with.Recursive ? "with recursive " : "with ");
        for (int i = 0; i < with.Tables.Count; i++)
        {
            CommonTableExpr table = with.Tables[i];
            Put(i == 0 ? "" : ", ").Name(table.Name);
            if (table.Columns.Count > 0)
                Names(table.Columns);
            Put(" as (").Query(table.Select);
            Put(") ");
        }
    }

    private void Select(Select select)
    {
        Put("select ").Comments(select.Comments);
        if (select.Distinct)
            Put("distinct ");
        if (select.Cache is { } cache)
            Put(cache ? "sql_cache " : "sql_no_cache ");
        Put(select.HighPriority ? "high_priority " : "").Put(select.StraightJoinHint ? "straight_join " : "").Put(select.SmallResult ? "sql_small_result " : "")
            .Put(select.BigResult ? "sql_big_result " : "").Put(select.BufferResult ? "sql_buffer_result " : "").Put(select.CalcFoundRows ? "sql_calc_found_rows " : "");
        Comma(select.Items);
        Put(" from ");
        if (select.From.Count == 0)
            Put("dual");
        Comma(select.From);
        Where(select.Where);
        GroupBy(select.GroupBy, select.Rollup);
        if (select.Having is { } having)
            Put(" having ").Expression(having);
        for (int i = 0; i < select.Windows.Count; i++)
            NamedWindow(select.Windows[i], first: i == 0);
    }

    private void Where(Expr? where)
    {
        if (where is not null)
            Put(" where ").Expression(where);
    }

    private void GroupBy(NodeList<Expr> groupBy, bool rollup)
    {
        if (groupBy.Count == 0)
            return;
        Put(" group by ");
        Comma(groupBy);
        if (rollup)
            Put(" with rollup");
    }

    private void NamedWindow(NamedWindow window, bool first)
    {
        Put(first ? " window " : ", ").Name(window.Name);
        Put(" AS (").Window(window.Specification);
        Put(")");
    }

    /// <summary>The left side may be a long chain of unions: gone down without recursion.</summary>
    private void Union(Union union)
    {
        var chain = new Stack<Union>();
        SelectStatement left = union;
        while (left is Union next && (chain.Count == 0 || !NeedsParentheses(next)))
        {
            chain.Push(next);
            left = next.Left;
        }
        Side(left);
        while (chain.TryPop(out Union? at))
        {
            Put(at.Operator switch { SetOperator.Union => " union", SetOperator.Intersect => " intersect", _ => " except" }).Put(at.Distinct ? " " : " all ");
            if (at.Right is Union { } right && !NeedsParentheses(right))
                Put("(").Side(right, closing: ")");
            else
                Side(at.Right);
        }
    }

    private void Side(SelectStatement side, string closing = "")
    {
        bool parentheses = closing.Length == 0 && NeedsParentheses(side);
        Put(parentheses ? "(" : "").Query(side);
        Put(parentheses ? ")" : closing);
    }

    private static bool NeedsParentheses(SelectStatement query) =>
        query.OrderBy.Count > 0 || query.Limit is not null || query.Lock is not null || query.Into is not null || query.With is not null;

    private void Values(ValuesStatement values)
    {
        Put("values ").Comments(values.Comments);
        for (int i = 0; i < values.Rows.Count; i++)
        {
            if (values.Rows[i].Items is [ListArgument list])
                Put("::").Put(list.Name);
            else
                Put(i == 0 ? "row" : ", row").Expression(values.Rows[i]);
        }
    }

    private void OrderBy(NodeList<OrderItem> items)
    {
        if (items.Count == 0)
            return;
        Put(" order by ");
        Comma(items);
    }

    private void Order(OrderItem item)
    {
        Expression(item.Expr);
        bool bare = item.Expr is NullLiteral || (item.Expr is FunctionExpr { Qualifier: "" } f && f.Name == new Ident("rand"));
        if (!bare)
            Put(item.Descending ? " desc" : " asc");
    }

    private void OptionalLimit(Limit? limit)
    {
        if (limit is null)
            return;
        Put(" limit ");
        if (limit.Offset is { } offset)
        {
            Expression(offset);
            Put(", ");
        }
        Expression(limit.RowCount);
    }

    private void Lock(LockClause? locks)
    {
        if (locks is null)
            return;
        Put(locks.Mode switch { LockMode.Update => " for update", LockMode.Share => " for share", _ => " lock in share mode" });
        if (locks.Of.Count > 0)
            Put(" of ").Comma(locks.Of);
        Put(locks.NoWait ? " nowait" : locks.SkipLocked ? " skip locked" : "");
    }

    private void Item(SelectItem item)
    {
        switch (item)
        {
            case StarItem star:
                if (!star.Table.IsEmpty)
                {
                    Name(star.Table);
                    Put(".");
                }
                Put("*");
                break;
            case ExprItem column:
                Expression(column.Expr);
                if (!column.Alias.IsEmpty)
                    Put(" as ").Name(column.Alias);
                break;
            case NextItem next:
                Put("next ").Expression(next.Count);
                Put(" values");
                break;
            default: throw new InvalidOperationException(item.GetType().Name);
        }
    }

    // ---- session ----

    private void Set(SetStatement set)
    {
        Put("set ").Comments(set.Comments);
        for (int i = 0; i < set.Variables.Count; i++)
        {
            SetVariable variable = set.Variables[i];
            bool names = variable.Variable.Scope == VariableScope.Bare && (variable.Variable.Name == new Ident("names") || variable.Variable.Name == new Ident("charset"));
            Put(i == 0 ? "" : ", ").Expression(variable.Variable);
            Put(names ? " " : " = ").Expression(variable.Value);
        }
    }

    private void Transaction(TransactionStatement transaction)
    {
        switch (transaction.Verb)
        {
            case TransactionVerb.Begin when transaction.Start:
                Put("start transaction").Put(transaction.Detail.Length > 0 ? " " + transaction.Detail : "");
                break;
            case TransactionVerb.Begin: Put("begin"); break;
            case TransactionVerb.Commit: Put("commit"); break;
            case TransactionVerb.Rollback: Put("rollback"); break;
            case TransactionVerb.Savepoint: Put("savepoint ").Name(transaction.Detail); break;
            case TransactionVerb.RollbackTo: Put("rollback to ").Name(transaction.Detail); break;
            default: Put("release savepoint ").Name(transaction.Detail); break;
        }
    }
}
