using PocSharding.Sql.Ast;
using static PocSharding.Sql.Keyword;

namespace PocSharding.Sql;

/// <summary>ALTER TABLE, ALTER DATABASE, ALTER VIEW.</summary>
internal sealed partial class Parser
{
    private Statement Alter()
    {
        int start = token.Start;
        Advance();
        NodeList<string> comments = Comments();
        switch (token.Keyword)
        {
            case TABLE:
                Advance();
                return AlterTable(comments);
            case DATABASE or SCHEMA: return AlterDatabase(comments);
            case ALGORITHM or DEFINER or SQL or VIEW: return CreateStored(start, comments, replace: false, alter: true);
            case VSCHEMA:
                Advance();
                return AlterVschema();
            case VITESS_MIGRATION:
                Advance();
                return AlterMigration();
            default: return RefusedRest("alter", start);
        }
    }

    private AlterTable AlterTable(NodeList<string> comments)
    {
        var table = new AlterTable(TableName(), NodeList<AlterAction>.Empty) { Comments = comments };
        partial = table;
        var actions = new List<AlterAction>();
        while (token.Kind is not (TokenKind.End or TokenKind.Semicolon))
        {
            if (actions is [.., OtherAlterAction { Kind: AlterActionKind.Partition }])
                throw Fail("the end of the statement after an action on partitions");
            bool partition = Is(PARTITION) || (Is(REMOVE) && NextIs(PARTITIONING));
            if (actions.Count > 0 && !partition && !Accept(TokenKind.Comma) && actions[^1] is not OtherAlterAction { Text: [' ', ..] })
                throw Fail("','");
            AlterActions(actions);
            if (actions is [.., OtherAlterAction { Kind: AlterActionKind.Partition }] && !actions[..^1].All(a => a is OtherAlterAction { Kind: AlterActionKind.Modifier }))
                throw Fail("an action on partitions alone in its statement");
            partial = table with { Actions = IsPartitionAction(actions) ? new NodeList<AlterAction>([.. actions]) : NodeList<AlterAction>.Empty };
        }
        return table with { Actions = new NodeList<AlterAction>([.. actions]), Options = new NodeList<TableOption>([.. actions.OfType<OtherAlterAction>().SelectMany(a => a.Options)]) };
    }

    private static bool IsPartitionAction(List<AlterAction> actions) => actions is [OtherAlterAction { Kind: AlterActionKind.Partition }];

    private void AlterActions(List<AlterAction> actions)
    {
        switch (token.Keyword)
        {
            case ADD: Add(actions); break;
            case DROP: actions.Add(DropAction()); break;
            case MODIFY or CHANGE: actions.Add(Change(actions)); break;
            case ALTER: actions.Add(AlterPart()); break;
            case RENAME: actions.Add(RenameAction()); break;
            default: actions.Add(OtherAction()); break;
        }
    }

    private void Add(List<AlterAction> actions)
    {
        Advance();
        if (Is(PARTITION))
        {
            actions.Add(AddPartition());
            return;
        }
        var checks = new List<ConstraintDefinition>();
        bool column = Accept(COLUMN);
        if (!column && token.Kind != TokenKind.QuotedIdent && IsKeyOrConstraint())
        {
            Node part = KeyOrConstraint();
            actions.Add(part is IndexDefinition index ? new AddIndex(index) : new AddConstraint((ConstraintDefinition)part));
            return;
        }
        IfNotExists();
        if (Accept(TokenKind.LeftParen))
        {
            bool continued = false;
            do
            {
                actions.Add(new AddColumn(ColumnDefinition(checks), false, Ident.None, InList: true, continued));
                continued = true;
            }
            while (Accept(TokenKind.Comma));
            Expect(TokenKind.RightParen);
        }
        else
        {
            ColumnDefinition definition = ColumnDefinition(checks);
            (bool first, Ident after) = ColumnPosition();
            actions.Add(new AddColumn(definition, first, after));
        }
        actions.AddRange(checks.Select(c => new AddConstraint(c)));
    }

    private (bool First, Ident After) ColumnPosition() => Accept(FIRST) ? (true, Ident.None) : (false, Accept(AFTER) ? Identifier() : Ident.None);

    private OtherAlterAction AddPartition()
    {
        Advance();
        if (Accept(PARTITIONS))
            return new OtherAlterAction($"add partition partitions {NumberText()}", AlterActionKind.Partition);
        var text = new System.Text.StringBuilder("add partition (");
        PartitionDefinitions(text, ", ", PARTITION);
        return new OtherAlterAction(text.ToString(), AlterActionKind.Partition);
    }

    private AlterAction DropAction()
    {
        Advance();
        switch (token.Keyword)
        {
            case PRIMARY:
                Advance();
                Expect(KEY);
                return new DropPart(DropKind.PrimaryKey, Ident.None);
            case INDEX or KEY:
                Advance();
                IfExists();
                return new DropPart(DropKind.Index, Identifier());
            case FOREIGN:
                Advance();
                Expect(KEY);
                return new DropPart(DropKind.ForeignKey, Identifier());
            case CHECK:
                Advance();
                return new DropPart(DropKind.Check, Identifier());
            case CONSTRAINT:
                Advance();
                return new DropPart(DropKind.Constraint, Identifier());
            case PARTITION:
                Advance();
                return new OtherAlterAction("drop partition " + NameListText(), AlterActionKind.Partition);
            default:
                Accept(COLUMN);
                IfExists();
                return new DropColumn(Identifier());
        }
    }

    private string NameListText()
    {
        var list = new List<string>();
        do
            list.Add(SqlPrinter.Quote(Name()));
        while (Accept(TokenKind.Comma));
        return string.Join(", ", list);
    }

    private ChangeColumn Change(List<AlterAction> actions)
    {
        bool change = Is(CHANGE);
        Advance();
        Accept(COLUMN);
        Ident old = change ? Identifier() : Ident.None;
        var checks = new List<ConstraintDefinition>();
        ColumnDefinition column = ColumnDefinition(checks);
        (bool first, Ident after) = ColumnPosition();
        actions.AddRange(checks.Select(c => new AddConstraint(c)));
        return new ChangeColumn(old, column, first, after);
    }

    private OtherAlterAction AlterPart()
    {
        Advance();
        if (Accept(CHECK) || Accept(CONSTRAINT))
        {
            string check = Name();
            return new OtherAlterAction($"alter check {SqlPrinter.Quote(check)}{(Enforced() ? " enforced" : " not enforced")}");
        }
        if (Accept(INDEX))
        {
            string index = SqlPrinter.Quote(Name());
            return new OtherAlterAction($"alter index {index}{(Accept(VISIBLE) ? " visible" : Accept(INVISIBLE) ? " invisible" : throw Fail("VISIBLE or INVISIBLE"))}");
        }
        Accept(COLUMN);
        string column = SqlPrinter.Quote(Name());
        if (Accept(DROP))
        {
            Expect(DEFAULT);
            return new OtherAlterAction($"alter column {column} drop default");
        }
        Expect(SET);
        return new OtherAlterAction($"alter column {column} set {(Accept(VISIBLE) ? "visible" : Accept(INVISIBLE) ? "invisible" : NewDefault())}");
    }

    private string NewDefault()
    {
        Expect(DEFAULT);
        return Is(TokenKind.LeftParen) ? $"default ({ParenthesizedText()})" : "default " + SqlPrinter.Print(Expression());
    }

    private AlterAction RenameAction()
    {
        Advance();
        if (Accept(INDEX) || Accept(KEY))
        {
            Ident from = Identifier();
            Expect(TO);
            return new RenameIndex(from, Identifier());
        }
        if (Accept(COLUMN))
        {
            Ident from = Identifier();
            Expect(TO);
            return new RenameColumn(from, Identifier());
        }
        if (!Accept(TO) && !Accept(AS))
            Accept(TokenKind.Equal);
        return new RenameTableAction(TableName());
    }

    private OtherAlterAction OtherAction()
    {
        switch (token.Keyword)
        {
            case ALGORITHM or LOCK: return new OtherAlterAction(AlgorithmOrLock(), AlterActionKind.Modifier);
            case FORCE:
                Advance();
                return new OtherAlterAction("force");
            case CONVERT: return ConvertTo();
            case ENABLE or DISABLE:
                string verb = Keywords.Name(token.Keyword);
                Advance();
                Expect(KEYS);
                return new OtherAlterAction(verb + " keys");
            case WITH or WITHOUT:
                string with = Keywords.Name(token.Keyword);
                Advance();
                Expect(VALIDATION);
                return new OtherAlterAction(with + " validation", AlterActionKind.Modifier);
            case ORDER: return OrderByColumns();
            case PARTITION: return new OtherAlterAction(PartitionBy());
            default: return PartitionAction() ?? OptionsAction();
        }
    }

    private OtherAlterAction ConvertTo()
    {
        Advance();
        Expect(TO);
        string set = CharacterSetClause();
        return new OtherAlterAction($"convert to character set {set}{(Accept(COLLATE) ? " collate " + CharacterSetName() : "")}");
    }

    private OtherAlterAction OrderByColumns()
    {
        Advance();
        Expect(BY);
        var columns = new List<string>();
        do
        {
            columns.Add(SqlPrinter.Print(Column()));
            if (!Accept(ASC))
                Accept(DESC);
        }
        while (Accept(TokenKind.Comma));
        return new OtherAlterAction("order by " + string.Join(", ", columns));
    }

    private OtherAlterAction OptionsAction()
    {
        NodeList<TableOption> options = TableOptions();
        if (options.Count == 0)
            throw Fail("an action of ALTER TABLE");
        return new OtherAlterAction(string.Join(" ", options.Select(SqlPrinter.Print))) { Options = options };
    }

    // ---- ALTER DATABASE ----

    private OtherStatement AlterDatabase(NodeList<string> comments)
    {
        Advance();
        string text = $"alter {CommentText(comments)}database";
        partial = new OtherStatement("AlterDatabase", text);
        string name = IsName() ? Name() : "";
        if (name.Length > 0)
            text += " " + SqlPrinter.Quote(name);
        if (Is(TokenKind.Equal))
            throw Fail("an option of the database (a first CHARSET or ENCRYPTION is its name)");
        if (Accept(UPGRADE))
        {
            Expect(DATA);
            Expect(DIRECTORY);
            Expect(NAME);
            return new OtherStatement("AlterDatabase", text + " upgrade data directory name") { Option = name };
        }
        NodeList<TableOption> options = DatabaseOptions();
        if (options.Count == 0)
            throw Fail("an option of the database");
        return new OtherStatement("AlterDatabase", text + string.Concat(options.Select(o => " " + SqlPrinter.Print(o)))) { Option = name };
    }
}
