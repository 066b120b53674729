using PocSharding.Sql.Ast;
using static PocSharding.Sql.Keyword;

namespace PocSharding.Sql;

/// <summary>CREATE TABLE: columns, keys, constraints.</summary>
internal sealed partial class Parser
{
    private CreateTable CreateTable(NodeList<string> comments, bool temporary)
    {
        bool ifNotExists = IfNotExists();
        var table = new CreateTable(TableName()) { Comments = comments, Temporary = temporary, IfNotExists = ifNotExists };
        partial = table;
        if (Accept(LIKE))
            return table with { Like = TableName() };
        if (Is(TokenKind.LeftParen) && NextIs(LIKE))
        {
            Advance();
            Advance();
            table = table with { Like = TableName() };
            Expect(TokenKind.RightParen);
            return table;
        }
        if (Is(TokenKind.LeftParen) && !OpensQuery(closingParenthesisIsQuery: true))
            table = Definitions(table);
        table = table with { Options = TableOptions() };
        if (Is(PARTITION))
            table = table with { PartitionBy = PartitionBy() };
        return AsSelect(table);
    }

    private bool IfNotExists()
    {
        if (!Accept(IF))
            return false;
        Expect(NOT);
        Expect(EXISTS);
        return true;
    }

    private bool IfExists()
    {
        if (!Accept(IF))
            return false;
        Expect(EXISTS);
        return true;
    }

    private CreateTable AsSelect(CreateTable table)
    {
        string modifier = Accept(IGNORE) ? " ignore" : Accept(REPLACE) ? " replace" : "";
        bool required = Accept(AS) || modifier.Length > 0;
        if (required || IsQueryStart() || Is(TokenKind.LeftParen))
            return table with { As = Query(), AsModifier = modifier };
        if (table.Columns.Count + table.Indexes.Count + table.Constraints.Count == 0)
            throw Fail("'('");
        return table;
    }

    private CreateTable Definitions(CreateTable table)
    {
        Expect(TokenKind.LeftParen);
        var columns = new List<ColumnDefinition>();
        var indexes = new List<IndexDefinition>();
        var constraints = new List<ConstraintDefinition>();
        do
        {
            Node definition = TableElement(constraints);
            if (definition is ColumnDefinition column)
                columns.Add(column);
            else if (definition is IndexDefinition index)
                indexes.Add(index);
            else
                constraints.Add((ConstraintDefinition)definition);
        }
        while (Accept(TokenKind.Comma));
        Expect(TokenKind.RightParen);
        return table with
        {
            Columns = new NodeList<ColumnDefinition>([.. columns]),
            Indexes = new NodeList<IndexDefinition>([.. indexes]),
            Constraints = new NodeList<ConstraintDefinition>([.. constraints]),
        };
    }

    /// <summary>A column, a key or a constraint; checks that stand in a column go to <paramref name="checks"/>.</summary>
    private Node TableElement(List<ConstraintDefinition> checks)
    {
        if (token.Kind != TokenKind.QuotedIdent && IsKeyOrConstraint())
            return KeyOrConstraint();
        return ColumnDefinition(checks);
    }

    private bool IsKeyOrConstraint() => token.Keyword switch
    {
        CONSTRAINT or PRIMARY or UNIQUE or FULLTEXT or SPATIAL or INDEX or KEY or FOREIGN or CHECK => true,
        _ => false,
    };

    private Node KeyOrConstraint()
    {
        Ident constraint = Ident.None;
        if (Accept(CONSTRAINT) && !(Is(PRIMARY) || Is(UNIQUE) || Is(FOREIGN) || Is(CHECK)))
            constraint = Identifier("the name of a constraint");
        switch (token.Keyword)
        {
            case FOREIGN:
                return new ConstraintDefinition(constraint, ForeignKey(), null);
            case CHECK:
                return Check(constraint);
            default:
                return Index(constraint);
        }
    }

    private ConstraintDefinition Check(Ident name)
    {
        Expect(CHECK);
        Expect(TokenKind.LeftParen);
        Expr condition = Expression();
        Expect(TokenKind.RightParen);
        return new ConstraintDefinition(name, null, condition, Enforced());
    }

    private bool Enforced()
    {
        if (Is(NOT) && NextIs(ENFORCED))
        {
            Advance();
            Advance();
            return false;
        }
        Accept(ENFORCED);
        return true;
    }

    private ForeignKeyDefinition ForeignKey()
    {
        Expect(FOREIGN);
        Expect(KEY);
        Ident name = Is(TokenKind.LeftParen) ? Ident.None : Identifier();
        NodeList<Ident> columns = NamesInParentheses();
        Expect(REFERENCES);
        return References() with { IndexName = name, Columns = columns };
    }

    private ForeignKeyDefinition References()
    {
        TableName parent = TableName();
        NodeList<Ident> columns = Is(TokenKind.LeftParen) ? NamesInParentheses() : NodeList<Ident>.Empty;
        string? match = Accept(MATCH) ? Accept(FULL) ? "full" : Accept(PARTIAL) ? "partial" : Accept(SIMPLE) ? "simple" : throw Fail("FULL, PARTIAL or SIMPLE") : null;
        var (delete, update) = (ReferenceAction.None, ReferenceAction.None);
        while (Is(ON) && (NextIs(DELETE) || NextIs(UPDATE)))
        {
            Advance();
            if (Accept(DELETE))
                delete = OnAction();
            else
            {
                Advance();
                update = OnAction();
            }
        }
        return new ForeignKeyDefinition(Ident.None, NodeList<Ident>.Empty, parent, columns) { Match = match, OnDelete = delete, OnUpdate = update };
    }

    private ReferenceAction OnAction()
    {
        if (Accept(RESTRICT))
            return ReferenceAction.Restrict;
        if (Accept(CASCADE))
            return ReferenceAction.Cascade;
        if (Accept(NO))
        {
            Expect(ACTION);
            return ReferenceAction.NoAction;
        }
        Expect(SET);
        return Accept(NULL) ? ReferenceAction.SetNull : Accept(DEFAULT) ? ReferenceAction.SetDefault : throw Fail("NULL or DEFAULT");
    }

    // ---- keys ----

    private IndexDefinition Index(Ident constraint)
    {
        IndexKind kind = token.Keyword switch { PRIMARY => IndexKind.Primary, UNIQUE => IndexKind.Unique, FULLTEXT => IndexKind.Fulltext, SPATIAL => IndexKind.Spatial, _ => IndexKind.Plain };
        if (kind == IndexKind.Plain)
            Advance();
        else
        {
            Advance();
            if (kind == IndexKind.Primary)
                Expect(KEY);
            else if (!Accept(KEY))
                Accept(INDEX);
        }
        Ident name = Is(TokenKind.LeftParen) || Is(USING) ? Ident.None : Identifier("the name of a key");
        return IndexBody(kind, name) with { Constraint = constraint };
    }

    private IndexDefinition IndexBody(IndexKind kind, Ident name)
    {
        var options = new List<string>();
        IndexType(options);
        NodeList<IndexPart> parts = IndexParts();
        IndexOptions(options);
        return new IndexDefinition(kind, name, parts) { Options = new NodeList<string>([.. options]) };
    }

    private void IndexType(List<string> options)
    {
        if (Accept(USING))
            options.Add("using " + Name("the type of a key"));
    }

    private NodeList<IndexPart> IndexParts()
    {
        Expect(TokenKind.LeftParen);
        int mark = nodes.Count;
        do
            nodes.Add(IndexPart());
        while (Accept(TokenKind.Comma));
        Expect(TokenKind.RightParen);
        return Take<IndexPart>(mark);
    }

    private IndexPart IndexPart()
    {
        Ident column = Ident.None;
        int? length = null;
        Expr? expression = null;
        if (Accept(TokenKind.LeftParen))
        {
            expression = Expression();
            Expect(TokenKind.RightParen);
        }
        else
        {
            column = Identifier("a column");
            if (Accept(TokenKind.LeftParen))
            {
                length = SmallNumber();
                Expect(TokenKind.RightParen);
            }
        }
        bool descending = Accept(DESC);
        if (!descending)
            Accept(ASC);
        return new IndexPart(column, length, expression, descending);
    }

    private void IndexOptions(List<string> options)
    {
        while (true)
        {
            switch (token.Keyword)
            {
                case USING: IndexType(options); break;
                case KEY_BLOCK_SIZE:
                    Advance();
                    Accept(TokenKind.Equal);
                    options.Add(FormattableString.Invariant($"key_block_size {SmallNumber()}"));
                    break;
                case COMMENT:
                    Advance();
                    options.Add("comment " + StringText());
                    break;
                case WITH when NextIs(PARSER):
                    Advance();
                    Advance();
                    options.Add("with parser " + Name());
                    break;
                case VISIBLE or INVISIBLE:
                    options.Add(Is(VISIBLE) ? "visible" : "invisible");
                    Advance();
                    break;
                case ENGINE_ATTRIBUTE or SECONDARY_ENGINE_ATTRIBUTE:
                    options.Add(AttributeText());
                    break;
                default: return;
            }
        }
    }

    /// <summary><c>ENGINE_ATTRIBUTE [=] 'text'</c>.</summary>
    private string AttributeText()
    {
        string name = Keywords.Name(token.Keyword);
        Advance();
        Accept(TokenKind.Equal);
        return $"{name} {StringText()}";
    }
}
