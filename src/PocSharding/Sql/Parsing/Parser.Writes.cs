using PocSharding.Sql.Ast;
using static PocSharding.Sql.Keyword;

namespace PocSharding.Sql;

/// <summary>INSERT, REPLACE, UPDATE, DELETE.</summary>
internal sealed partial class Parser
{
    private Insert Insert(WithClause? with)
    {
        bool replace = Is(REPLACE);
        Advance();
        NodeList<string> comments = Comments();
        while (Is(LOW_PRIORITY) || Is(DELAYED) || Is(HIGH_PRIORITY))
            SkipPriority();
        bool ignore = Accept(IGNORE);
        Accept(INTO);
        var insert = new Insert(TableName())
        {
            Comments = comments,
            With = with,
            Replace = replace,
            Ignore = ignore,
            Partitions = OptionalPartitions(),
        };
        insert = Accept(SET) ? InsertSet(insert) : InsertRows(insert);
        if (!replace && Accept(ON, DUPLICATE))
        {
            Expect(KEY);
            Expect(UPDATE);
            insert = insert with { OnDuplicate = Assignments() };
        }
        OptionalReturning();
        return insert;
    }

    /// <summary>LOW_PRIORITY, DELAYED, HIGH_PRIORITY, QUICK: MySQL's, without a place in Vitess's grammar for writes.</summary>
    private void SkipPriority()
    {
        Refuse($"syntax error: {Keywords.Name(token.Keyword).ToUpperInvariant()} is not in Vitess's grammar here");
        Advance();
    }

    private Insert InsertSet(Insert insert)
    {
        NodeList<Assignment> assignments = Assignments();
        Ident[] columns = [.. assignments.Select(a => a.Column.Name)];
        Expr[] values = [.. assignments.Select(a => a.Value)];
        return RowAlias(insert with { Columns = new NodeList<Ident>(columns), Rows = new NodeList<TupleExpr>([new TupleExpr(new NodeList<Expr>(values))]) });
    }

    private Insert InsertRows(Insert insert)
    {
        if (Is(TokenKind.LeftParen) && !OpensQuery(closingParenthesisIsQuery: true))
        {
            NodeList<Ident> columns = InsertColumns();
            insert = insert with { Columns = columns, EmptyColumns = columns.Count == 0 };
        }
        if ((Is(VALUES) && !NextIs(ROW)) || Is(VALUE))
        {
            Advance();
            return RowAlias(insert with { Rows = Rows() });
        }
        if (!(IsQueryStart() || Is(TokenKind.LeftParen)))
            throw Fail("VALUES, SET or SELECT");
        return insert with { Select = Query() };
    }

    private NodeList<Ident> InsertColumns()
    {
        Expect(TokenKind.LeftParen);
        int mark = idents.Count;
        while (!Is(TokenKind.RightParen))
        {
            Ident column = Identifier("a column");
            while (Accept(TokenKind.Dot))
                column = new Ident(NameAfterDot());
            idents.Add(column);
            if (!Accept(TokenKind.Comma))
                break;
        }
        Expect(TokenKind.RightParen);
        return TakeIdents(mark);
    }

    private NodeList<TupleExpr> Rows()
    {
        int mark = nodes.Count;
        if (token.Kind == TokenKind.ListArgument)
            nodes.Add(new TupleExpr(new NodeList<Expr>([ListArgument()])));
        else
        {
            do
                nodes.Add(Row(mayBeEmpty: true));
            while (Accept(TokenKind.Comma));
        }
        return Take<TupleExpr>(mark);
    }

    private Insert RowAlias(Insert insert)
    {
        if (!Accept(AS))
            return insert;
        string alias = Name("the alias of the new row");
        return insert with { RowAlias = alias, RowAliasColumns = OptionalColumns() };
    }

    private NodeList<Assignment> Assignments()
    {
        int mark = nodes.Count;
        do
        {
            ColumnName column = Column();
            if (!Accept(TokenKind.Equal))
                Expect(TokenKind.Assign);
            nodes.Add(new Assignment(column, Expression()));
        }
        while (Accept(TokenKind.Comma));
        return Take<Assignment>(mark);
    }

    /// <summary>MariaDB's RETURNING: read, and refused by Vitess.</summary>
    private void OptionalReturning()
    {
        if (!Accept(RETURNING))
            return;
        Refuse("syntax error: RETURNING is MariaDB's and not in Vitess's grammar");
        SelectItems();
    }

    private Update Update(WithClause? with)
    {
        Advance();
        NodeList<string> comments = Comments();
        while (Is(LOW_PRIORITY))
            SkipPriority();
        bool ignore = Accept(IGNORE);
        NodeList<TableExpr> tables = Tables();
        Expect(SET);
        NodeList<Assignment> assignments = Assignments();
        return new Update(tables, assignments)
        {
            With = with,
            Comments = comments,
            Ignore = ignore,
            Where = Accept(WHERE) ? Expression() : null,
            OrderBy = OptionalOrderBy(),
            Limit = OptionalLimit(),
        };
    }

    private Delete Delete(WithClause? with)
    {
        Advance();
        NodeList<string> comments = Comments();
        while (Is(LOW_PRIORITY) || IsWord("quick"u8))
            SkipPriority();
        bool ignore = Accept(IGNORE);
        Delete delete = Accept(FROM) ? DeleteFrom() : MultiDelete(DeleteTargets());
        if (delete.Targets.Count == 0)
            OptionalReturning();
        return delete with { With = with, Comments = comments, Ignore = ignore };
    }

    /// <summary>After DELETE FROM: one table, or targets and USING.</summary>
    private Delete DeleteFrom()
    {
        Place start = Mark();
        NodeList<TableName> targets = DeleteTargets();
        if (Is(USING))
            return MultiDelete(targets);
        Reset(start);
        TableName name = TableName();
        bool required = Accept(AS);
        string alias = required || (IsName() && !Is(RETURNING)) ? Name("an alias") : "";
        NodeList<Ident> partitions = OptionalPartitions();
        var table = new AliasedTable(new TableRef(name), alias);
        return new Delete(new NodeList<TableExpr>([table]))
        {
            Partitions = partitions,
            Where = Accept(WHERE) ? Expression() : null,
            OrderBy = OptionalOrderBy(),
            Limit = OptionalLimit(),
        };
    }

    private NodeList<TableName> DeleteTargets()
    {
        int mark = nodes.Count;
        do
            nodes.Add(DeleteTarget());
        while (Accept(TokenKind.Comma));
        return Take<TableName>(mark);
    }

    /// <summary><c>t</c>, <c>db.t</c>, <c>t.*</c>, <c>db.t.*</c>.</summary>
    private TableName DeleteTarget()
    {
        string first = Name("a table");
        if (!Accept(TokenKind.Dot) || Accept(TokenKind.Star))
            return names.Table("", first);
        string second = NameAfterDot();
        if (Accept(TokenKind.Dot))
            Expect(TokenKind.Star);
        return names.Table(first, second);
    }

    private Delete MultiDelete(NodeList<TableName> targets)
    {
        if (!Accept(FROM))
            Expect(USING);
        NodeList<TableExpr> tables = Tables();
        return new Delete(tables) { Targets = targets, Where = Accept(WHERE) ? Expression() : null };
    }
}
