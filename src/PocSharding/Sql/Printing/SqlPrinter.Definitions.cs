using PocSharding.Sql.Ast;

namespace PocSharding.Sql;

/// <summary>Data definition.</summary>
internal sealed partial class SqlPrinter
{
    private void Definition(Node node)
    {
        switch (node)
        {
            case CreateTable table: CreateTable(table); break;
            case ColumnDefinition column: Column(column); break;
            case IndexDefinition index: Index(index); break;
            case ConstraintDefinition constraint: Constraint(constraint); break;
            case TableOption option: Put(option.Name).Put(" ").Put(option.IsString ? QuotedText(option.Value) : option.Value); break;
            case AlterTable alter: Alter(alter); break;
            case AlterAction action: Action(action); break;
            case CreateIndex create:
                AlterStart(create.Comments, create.Table);
                Put(" add ").Index(create.Index);
                Options(create.Options);
                break;
            case DropIndex drop:
                AlterStart(drop.Comments, drop.Table);
                Put(drop.Name == new Ident("PRIMARY") ? " drop primary key" : " drop key " + Quote(drop.Name.Text));
                Options(drop.Options);
                break;
            default: RareDefinition(node); break;
        }
    }

    private void RareDefinition(Node node)
    {
        switch (node)
        {
            case DropTable drop:
                Put("drop ").Comments(drop.Comments);
                Put(drop.Temporary ? "temporary table" : "table").Put(drop.IfExists ? " if exists " : " ").Comma(drop.Tables);
                break;
            case RenameTable rename: Put("rename table ").Comma(rename.Renames); break;
            case TableRename pair:
                Name(pair.From);
                Put(" to ").Name(pair.To);
                break;
            case CreateView view: View(view); break;
            case CreateRoutine routine: Put(routine.Text); break;
            case CreateDatabase database:
                Put("create ").Comments(database.Comments);
                Put(database.IfNotExists ? "database if not exists " : "database ").Name(database.Name);
                foreach (TableOption option in database.Options)
                    Put(" ").Definition(option);
                break;
            case DropDatabase database:
                Put("drop ").Comments(database.Comments);
                Put(database.IfExists ? "database if exists " : "database ").Name(database.Name);
                break;
            default: throw new InvalidOperationException(node.GetType().Name);
        }
    }

    private static string QuotedText(string value)
    {
        var printer = new SqlPrinter();
        printer.Quoted(value);
        return printer.text.ToString();
    }

    // ---- tables ----

    private void CreateTable(CreateTable table)
    {
        Put("create ").Comments(table.Comments);
        Put(table.Temporary ? "temporary table " : "table ").Put(table.IfNotExists ? "if not exists " : "").Name(table.Table);
        if (table.Like is { } like)
            Put(" like ").Name(like);
        if (table.Columns.Count + table.Indexes.Count + table.Constraints.Count > 0)
            Elements(table);
        for (int i = 0; i < table.Options.Count; i++)
            Put(i == 0 ? " " : ",\n  ").Definition(table.Options[i]);
        Put(table.PartitionBy ?? "");
        if (table.As is { } query)
            Put(table.AsModifier).Put(" as ").Query(query);
    }

    private void Elements(CreateTable table)
    {
        string separator = " (\n\t";
        foreach (Node element in (IEnumerable<Node>)[.. table.Columns, .. table.Indexes, .. table.Constraints])
        {
            Put(separator).Definition(element);
            separator = ",\n\t";
        }
        Put("\n)");
    }

    private void Type(ColumnType type)
    {
        Put(type.Name);
        if (type.Members.Count > 0)
        {
            string separator = "(";
            foreach (string member in type.Members)
            {
                Put(separator).Quoted(member);
                separator = ", ";
            }
            Put(")");
        }
        if (type.Length is { } length)
        {
            Put("(").Put(length);
            if (type.Scale is { } scale)
                Put(",").Put(scale);
            Put(")");
        }
        Put(type.Unsigned ? " unsigned" : "").Put(type.Zerofill ? " zerofill" : "");
        Put(type.CharacterSet is { } set ? " character set " + set : "").Put(type.Binary ? " binary" : "").Put(type.Collation is { } collation ? " collate " + collation : "");
    }

    private void Column(ColumnDefinition column)
    {
        Name(column.Name);
        Put(" ").Type(column.Type);
        string nullable = column.Nullable switch { true => " null", false => " not null", null => "" };
        if (column.Generated is null)
            Put(nullable);
        Default(column);
        Optional(" on update ", column.OnUpdate);
        if (column.Generated is { } generated)
        {
            Put(" as (").Expression(generated);
            Put(column.Stored ? ") stored" : ") virtual").Put(nullable);
        }
        Put(column.AutoIncrement ? " auto_increment" : "");
        if (column.Comment is { } comment)
            Put(" comment ").Quoted(comment);
        Attributes(column.Attributes, srid: false);
        Put(column.KeyWords is { } key ? " " + key : "");
        if (column.References is { } references)
            Put(" ").References(references);
        Attributes(column.Attributes, srid: true);
    }

    private void Default(ColumnDefinition column)
    {
        if (column.Default is not { } value)
            return;
        Put(column.DefaultIsExpression ? " default (" : " default ").Expression(value);
        Put(column.DefaultIsExpression ? ")" : "");
    }

    private void Attributes(NodeList<string> attributes, bool srid)
    {
        foreach (string attribute in attributes)
            if (attribute.StartsWith("srid", StringComparison.Ordinal) == srid)
                Put(" ").Put(attribute);
    }

    private void Index(IndexDefinition index)
    {
        if (!index.Constraint.IsEmpty)
        {
            Put("constraint ").Name(index.Constraint);
            Put(" ");
        }
        Put(index.Kind switch { IndexKind.Primary => "primary key", IndexKind.Unique => "unique key", IndexKind.Fulltext => "fulltext key", IndexKind.Spatial => "spatial key", _ => "key" });
        if (!index.Name.IsEmpty && index.Kind != IndexKind.Primary)
            Put(" ").Name(index.Name);
        string separator = " (";
        foreach (IndexPart part in index.Parts)
        {
            Put(separator).Part(part);
            separator = ", ";
        }
        Put(")");
        foreach (string option in index.Options)
            Put(" ").Put(option);
    }

    private void Part(IndexPart part)
    {
        if (part.Expression is { } expression)
        {
            Put("(").Expression(expression);
            Put(")");
        }
        else
            Name(part.Column);
        if (part.Length is { } length)
            Put("(").Put(length).Put(")");
        Put(part.Descending ? " desc" : "");
    }

    private void Constraint(ConstraintDefinition constraint)
    {
        if (!constraint.Name.IsEmpty)
        {
            Put("constraint ").Name(constraint.Name);
            Put(" ");
        }
        if (constraint.ForeignKey is { } key)
        {
            Put("foreign key ").Put(key.IndexName.IsEmpty ? "" : Quote(key.IndexName.Text)).Names(key.Columns);
            Put(" ").References(key);
        }
        if (constraint.Check is not { } check)
            return;
        Put("check (").Expression(check);
        Put(constraint.Enforced ? ")" : ") not enforced");
    }

    private void References(ForeignKeyDefinition key)
    {
        Put("references ").Name(key.Parent);
        Put(" ").Names(key.ParentColumns);
        Put(key.Match is { } match ? " match " + match : "");
        Put(Words(" on delete ", key.OnDelete)).Put(Words(" on update ", key.OnUpdate));
    }

    private static string Words(string prefix, ReferenceAction action) => action switch
    {
        ReferenceAction.Restrict => prefix + "restrict",
        ReferenceAction.Cascade => prefix + "cascade",
        ReferenceAction.NoAction => prefix + "no action",
        ReferenceAction.SetNull => prefix + "set null",
        ReferenceAction.SetDefault => prefix + "set default",
        _ => "",
    };

    private void View(CreateView view)
    {
        Put(view.Alter ? "alter " : "create ").Comments(view.Comments);
        Put(view.OrReplace ? "or replace " : "").Put(view.Prefix).Put("view ").Name(view.View);
        if (view.Columns.Count > 0)
            Names(view.Columns);
        Put(" as ").Query(view.Select);
        Put(view.CheckOption.Length > 0 ? $" with {view.CheckOption} check option" : "");
    }

    // ---- ALTER TABLE ----

    private void AlterStart(NodeList<string> comments, TableName table)
    {
        Put("alter ").Comments(comments);
        Put("table ").Name(table);
    }

    private void Options(NodeList<string> options)
    {
        foreach (string option in options)
            Put(", ").Put(option);
    }

    private void Alter(AlterTable alter)
    {
        AlterStart(alter.Comments, alter.Table);
        for (int i = 0; i < alter.Actions.Count; i++)
        {
            AlterAction action = alter.Actions[i];
            bool continues = action is AddColumn { Continued: true }, remove = action is OtherAlterAction { Text: "remove partitioning" };
            if (i > 0 && !remove)
                Put(",");
            Put(" ").Action(action);
            bool closes = action is AddColumn { InList: true } && !(i + 1 < alter.Actions.Count && alter.Actions[i + 1] is AddColumn { Continued: true });
            Put(closes ? ")" : "");
        }
    }

    private void Action(AlterAction action)
    {
        switch (action)
        {
            case AddColumn add:
                Put(add.Continued ? "" : add.InList ? "add column (" : "add column ").Column(add.Column);
                Position(add.First, add.After);
                break;
            case ChangeColumn change:
                Put(change.OldName.IsEmpty ? "modify column " : $"change column {Quote(change.OldName.Text)} ").Column(change.Column);
                Position(change.First, change.After);
                break;
            case RenameColumn rename: Put("rename column ").Put(Quote(rename.From.Text)).Put(" to ").Put(Quote(rename.To.Text)); break;
            case DropColumn drop: Put("drop column ").Name(drop.Name); break;
            case AddIndex add: Put("add ").Index(add.Index); break;
            case AddConstraint add: Put("add ").Constraint(add.Constraint); break;
            case DropPart drop:
                Put(drop.Kind switch { DropKind.PrimaryKey => "drop primary key", DropKind.Index => "drop key ", DropKind.ForeignKey => "drop foreign key ", DropKind.Check => "drop check ", _ => "drop constraint " });
                Name(drop.Name);
                break;
            case RenameIndex rename: Put("rename index ").Put(Quote(rename.From.Text)).Put(" to ").Put(Quote(rename.To.Text)); break;
            case RenameTableAction rename: Put("rename ").Name(rename.To); break;
            case OtherAlterAction other: Put(other.Text); break;
            default: throw new InvalidOperationException(action.GetType().Name);
        }
    }

    private void Position(bool first, Ident after) => Put(first ? " first" : after.IsEmpty ? "" : " after " + Quote(after.Text));
}
