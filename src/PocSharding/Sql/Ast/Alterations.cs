namespace PocSharding.Sql.Ast;

/// <summary>ALTER TABLE; the actions that change the catalog are structures, others text.</summary>
internal sealed record AlterTable(TableName Table, NodeList<AlterAction> Actions) : Statement
{
    /// <summary>The table options among the actions, in order.</summary>
    public NodeList<TableOption> Options { get; init; } = NodeList<TableOption>.Empty;

    internal override Node MapChildren(Mapper mapper)
    {
        var table = mapper.Map(Table);
        var actions = mapper.List(Actions);
        var options = mapper.List(Options);
        bool same = ReferenceEquals(table, Table)
            && ReferenceEquals(actions, Actions)
            && ReferenceEquals(options, Options);
        return same ? this : this with
        {
            Table = table,
            Actions = actions,
            Options = options,
        };
    }
}

internal abstract record AlterAction : Node;

/// <summary>ADD COLUMN; ADD COLUMN (a, b) becomes one action per column, all but the first marked as <see cref="Continued"/>.</summary>
internal sealed record AddColumn(ColumnDefinition Column, bool First, Ident After, bool InList = false, bool Continued = false) : AlterAction
{
    internal override Node MapChildren(Mapper mapper)
    {
        var column = mapper.Map(Column);
        return ReferenceEquals(column, Column) ? this : this with { Column = column };
    }
}

/// <summary>MODIFY (old name empty) or CHANGE.</summary>
internal sealed record ChangeColumn(Ident OldName, ColumnDefinition Column, bool First, Ident After) : AlterAction
{
    internal override Node MapChildren(Mapper mapper)
    {
        var column = mapper.Map(Column);
        return ReferenceEquals(column, Column) ? this : this with { Column = column };
    }
}

internal sealed record RenameColumn(Ident From, Ident To) : AlterAction;

internal sealed record DropColumn(Ident Name) : AlterAction;

internal sealed record AddIndex(IndexDefinition Index) : AlterAction
{
    internal override Node MapChildren(Mapper mapper)
    {
        var index = mapper.Map(Index);
        return ReferenceEquals(index, Index) ? this : this with { Index = index };
    }
}

internal sealed record AddConstraint(ConstraintDefinition Constraint) : AlterAction
{
    internal override Node MapChildren(Mapper mapper)
    {
        var constraint = mapper.Map(Constraint);
        return ReferenceEquals(constraint, Constraint) ? this : this with { Constraint = constraint };
    }
}

internal enum DropKind { PrimaryKey, Index, ForeignKey, Check, Constraint }

internal sealed record DropPart(DropKind Kind, Ident Name) : AlterAction;

internal sealed record RenameIndex(Ident From, Ident To) : AlterAction;

internal sealed record RenameTableAction(TableName To) : AlterAction
{
    internal override Node MapChildren(Mapper mapper)
    {
        var to = mapper.Map(To);
        return ReferenceEquals(to, To) ? this : this with { To = to };
    }
}

/// <summary>An action on partitions stands alone; a modifier (ALGORITHM, LOCK, VALIDATION) says how and not what.</summary>
internal enum AlterActionKind { Other, Partition, Modifier }

/// <summary>Any other action (ALGORITHM, LOCK, ORDER BY, ALTER COLUMN, partitions …) as Vitess prints it.</summary>
internal sealed record OtherAlterAction(string Text, AlterActionKind Kind = AlterActionKind.Other) : AlterAction
{
    /// <summary>Table options among them, as structures (ENGINE, CHARSET, AUTO_INCREMENT, …).</summary>
    public NodeList<TableOption> Options { get; init; } = NodeList<TableOption>.Empty;
}
