using System.Text;
using PocSharding.Sql.Ast;
using static PocSharding.Sql.Keyword;

namespace PocSharding.Sql;

/// <summary>CREATE of everything but tables, DROP and RENAME.</summary>
internal sealed partial class Parser
{
    private Statement Create()
    {
        int start = token.Start;
        Advance();
        NodeList<string> comments = Comments();
        bool replace = Accept(OR, REPLACE);
        bool temporary = Accept(TEMPORARY);
        switch (token.Keyword)
        {
            case TABLE:
                Advance();
                return CreateTable(comments, temporary);
            case UNIQUE or FULLTEXT or SPATIAL or INDEX: return CreateIndex(comments);
            case DATABASE or SCHEMA:
                Advance();
                return CreateDatabase(comments);
            case ALGORITHM or DEFINER or SQL or VIEW or PROCEDURE or FUNCTION or TRIGGER or EVENT: return CreateStored(start, comments, replace);
            default: return IsWord("aggregate"u8) ? CreateStored(start, comments, replace) : RefusedRest("create", start);
        }
    }

    /// <summary>A statement that MySQL has and Vitess's grammar has not, skipped to its end.</summary>
    private OtherStatement RefusedRest(string kind, int start)
    {
        Refuse($"syntax error: {kind.ToUpperInvariant()} of this kind is not in Vitess's grammar");
        return new OtherStatement(kind, RestOfStatement(start));
    }

    private string RestOfStatement(int start)
    {
        while (token.Kind is not (TokenKind.End or TokenKind.Semicolon or TokenKind.Invalid))
            Advance();
        if (token.Kind == TokenKind.Invalid)
            throw Fail("the end of the statement");
        return Encoding.UTF8.GetString(Text[start..previousEnd]);
    }

    private CreateIndex CreateIndex(NodeList<string> comments)
    {
        IndexKind kind = Accept(UNIQUE) ? IndexKind.Unique : Accept(FULLTEXT) ? IndexKind.Fulltext : Accept(SPATIAL) ? IndexKind.Spatial : IndexKind.Plain;
        Expect(INDEX);
        Ident name = Identifier();
        var options = new List<string>();
        IndexType(options);
        Expect(ON);
        TableName table = TableName();
        IndexDefinition index = IndexBody(kind, name);
        options.AddRange(index.Options);
        return new CreateIndex(table, index with { Options = new NodeList<string>([.. options]) }) { Comments = comments, Options = AlgorithmAndLock() };
    }

    private NodeList<string> AlgorithmAndLock()
    {
        var options = new List<string>();
        while (Is(ALGORITHM) || Is(LOCK))
            options.Add(AlgorithmOrLock());
        return new NodeList<string>([.. options]);
    }

    private string AlgorithmOrLock()
    {
        bool algorithm = Is(ALGORITHM);
        Advance();
        Accept(TokenKind.Equal);
        string value = AnyWord();
        return algorithm ? $"algorithm = {value}" : $"lock {value.ToLowerInvariant()}";
    }

    private CreateDatabase CreateDatabase(NodeList<string> comments)
    {
        bool ifNotExists = IfNotExists();
        string name = Name("a database");
        var database = new CreateDatabase(name, ifNotExists, NodeList<TableOption>.Empty) { Comments = comments };
        partial = database;
        return database with { Options = DatabaseOptions() };
    }

    /// <summary>CHARACTER SET, COLLATE, ENCRYPTION, READ ONLY; the name as Vitess prints it, DEFAULT included.</summary>
    private NodeList<TableOption> DatabaseOptions()
    {
        int mark = nodes.Count;
        while (token.Keyword is DEFAULT or CHARSET or CHARACTER or COLLATE or ENCRYPTION or READ or COMMENT)
        {
            string prefix = Accept(DEFAULT) ? "default " : "";
            string name = Is(COLLATE) ? "collate" : Is(ENCRYPTION) ? "encryption" : Is(READ) ? "read only" : Is(COMMENT) ? "comment" : "character set";
            Advance();
            if (name == "character set")
                Accept(SET);
            if (name == "read only")
                Expect(ONLY);
            Accept(TokenKind.Equal);
            bool quoted = token.Kind == TokenKind.String;
            string value = token.Kind == TokenKind.Integer ? NumberText() : Accept(DEFAULT) ? "default" : CharacterSetName();
            nodes.Add(new TableOption(prefix + name, value, quoted));
        }
        return Take<TableOption>(mark);
    }

    // ---- DROP, RENAME, TRUNCATE ----

    private Statement Drop()
    {
        int start = token.Start;
        Advance();
        NodeList<string> comments = Comments();
        bool temporary = Accept(TEMPORARY);
        switch (token.Keyword)
        {
            case TABLE or TABLES:
                Advance();
                bool ifExists = IfExists();
                var tables = new DropTable(TableNames(), ifExists, temporary) { Comments = comments };
                AcceptRestrict();
                return tables;
            case VIEW: return DropView(comments);
            case INDEX: return DropIndex(comments);
            case DATABASE or SCHEMA:
                Advance();
                bool exists = IfExists();
                return new DropDatabase(Name(), exists) { Comments = comments };
            case PROCEDURE: return DropProcedure(comments);
            case PREPARE:
                Advance();
                return Deallocate(CommentText(comments));
            default: return RefusedRest("drop", start);
        }
    }

    private static string CommentText(NodeList<string> comments) => string.Concat(comments.Select(c => c + " "));

    private void AcceptRestrict()
    {
        if (!Accept(RESTRICT))
            Accept(CASCADE);
    }

    private OtherStatement DropView(NodeList<string> comments)
    {
        Advance();
        string ifExists = IfExists() ? " if exists" : "";
        NodeList<TableName> views = TableNames();
        AcceptRestrict();
        return new OtherStatement("DropView", $"drop {CommentText(comments)}view{ifExists} {Joined(views)}") { Tables = views };
    }

    private static string Joined(NodeList<TableName> tables) => string.Join(", ", tables.Select(SqlPrinter.Print));

    private OtherStatement DropProcedure(NodeList<string> comments)
    {
        Advance();
        string ifExists = IfExists() ? "if exists " : "";
        TableName name = TableName();
        return Other("DropProcedure", $"drop {CommentText(comments)}procedure {ifExists}{SqlPrinter.Print(name)}", name);
    }

    private DropIndex DropIndex(NodeList<string> comments)
    {
        Advance();
        Ident name = Identifier();
        Expect(ON);
        TableName table = TableName();
        return new DropIndex(table, name) { Comments = comments, Options = AlgorithmAndLock() };
    }

    private Statement Rename()
    {
        int start = token.Start;
        Advance();
        if (!Is(TABLE) && !Is(TABLES))
            return RefusedRest("rename", start);
        Advance();
        int mark = nodes.Count;
        do
        {
            TableName from = TableName();
            Expect(TO);
            nodes.Add(new TableRename(from, TableName()));
        }
        while (Accept(TokenKind.Comma));
        return new RenameTable(Take<TableRename>(mark));
    }

    private OtherStatement Truncate()
    {
        Advance();
        Accept(TABLE);
        TableName table = TableName();
        return new OtherStatement("TruncateTable", $"truncate table {SqlPrinter.Print(table)}") { Tables = new NodeList<TableName>([table]) };
    }
}
