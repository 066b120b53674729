using PocSharding.Sql;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Plan;

/// <summary>
/// A column that MySQL will not find when a leaf's text reaches it (its error 1054), though vtgate plans the query without complaint
/// (execution-facts X90).
/// </summary>
internal sealed record UnknownColumn(ColumnName Column, NotFound Why)
{
    public string Name => SqlPrinter.Print(Column);

    public override string ToString() => $"unknown column {Name}: {Why}";
}

/// <summary>Why a column is not found.</summary>
internal abstract record NotFound;

/// <summary>It is qualified by a table that does not stand in any FROM that it can see.</summary>
internal sealed record TableOutOfScope(string Table, IReadOnlyList<string> InScope) : NotFound
{
    public override string ToString() => $"no table {Table} here, only {(InScope.Count == 0 ? "none" : string.Join(", ", InScope))}";
}

/// <summary>The table, or derived table, that qualifies it is there and does not have it.</summary>
internal sealed record NoSuchColumn(string Table) : NotFound
{
    public override string ToString() => $"{Table} has no such column";
}

/// <summary>It is not qualified, all tables that it can see are known, and none has it.</summary>
internal sealed record InNoTable(IReadOnlyList<string> InScope) : NotFound
{
    public override string ToString() => InScope.Count == 0 ? "there is no table here" : $"none of {string.Join(", ", InScope)} has it";
}

/// <summary>The name of an argument of vtgate's own, left in the text as if it were a column.</summary>
internal sealed record ArgumentAsColumn : NotFound
{
    public override string ToString() => "vtgate meant its own bind variable";
}

/// <summary>The text of a leaf, with what MySQL will not find in it.</summary>
internal abstract class LeafText : Later
{
    public abstract IReadOnlyList<UnknownColumn> UnknownColumns { get; }

    /// <summary>What MySQL will refuse in the texts of a plan, leaf by leaf.</summary>
    public static IEnumerable<UnknownColumn> Refused(PlanResult result) => result is Planned { Root: { } root } ? Refused(root) : [];

    private static IEnumerable<UnknownColumn> Refused(Primitive primitive) => Of(primitive).Concat(primitive.Inputs.SelectMany(Refused));

    /// <summary>The same of one primitive.</summary>
    public static IReadOnlyList<UnknownColumn> Of(Primitive primitive) => TextOf(primitive) is LeafText text ? text.UnknownColumns : [];

    private static Later? TextOf(Primitive primitive) => primitive switch
    {
        Route route => route.Query,
        Dml dml => dml.Query,
        _ => null,
    };
}
