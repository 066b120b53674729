using PocSharding.Planning.Operators;
using PocSharding.Planning.Plan;
using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;
using PocSharding.Vitess;

namespace PocSharding.Planning.Routes;

/// <summary>Predicates that feed one vindex of one table. Ready once every column has a value.</summary>
internal sealed class VindexOption(ColumnVindex columnVindex, Vindex vindex)
{
    public ColumnVindex ColumnVindex => columnVindex;

    /// <summary>The vindex that maps the values: for LIKE the prefix vindex.</summary>
    public Vindex Vindex => vindex;

    public bool Ready { get; private set; }

    public Opcode Opcode { get; private set; }

    /// <summary>One value for each column, null while it has none; of a single-column use the one value.</summary>
    public required Expr?[] Values { get; init; }

    /// <summary>What gave each value; null for a pin.</summary>
    public required Predicate?[] Predicates { get; init; }

    public static VindexOption Of(ColumnVindex columnVindex, Vindex vindex, Opcode opcode, Expr value, Predicate predicate) =>
        new(columnVindex, vindex) { Ready = true, Opcode = opcode, Values = [value], Predicates = [predicate] };

    /// <summary>The built-in option of a pinned table.</summary>
    public static VindexOption OfPin(Vindex vindex, Expr keyspaceId) =>
        new(new ColumnVindex(vindex, [""]), vindex) { IsPin = true, Ready = true, Opcode = Opcode.EqualUnique, Values = [keyspaceId], Predicates = [null] };

    /// <summary>No column has a value yet.</summary>
    public static VindexOption Unfinished(ColumnVindex columnVindex, Vindex vindex) =>
        new(columnVindex, vindex) { Values = new Expr?[columnVindex.Columns.Count], Predicates = new Predicate?[columnVindex.Columns.Count] };

    public bool Has(int column) => Values[column] is not null;

    /// <summary>A copy with one more column; the opcode is the highest of its predicates.</summary>
    public VindexOption With(int column, Opcode opcode, Expr value, Predicate predicate)
    {
        var option = new VindexOption(columnVindex, vindex) { Opcode = Opcode > opcode ? Opcode : opcode, Values = [.. Values], Predicates = [.. Predicates] };
        option.Values[column] = value;
        option.Predicates[column] = predicate;
        option.Ready = !Array.Exists(option.Values, v => v is null);
        return option;
    }

    /// <summary>Of two unfinished options with values for the same columns and one opcode the newcomer wins, whatever follows: the other need not be kept.</summary>
    public bool IsReplacedBy(VindexOption newcomer)
    {
        if (Ready || newcomer.Ready || Opcode != newcomer.Opcode)
            return false;
        for (int column = 0; column < Values.Length; column++)
            if (Has(column) != newcomer.Has(column))
                return false;
        return true;
    }

    /// <summary>Vitess: operators/route.go less (planner-facts §5.5); ties go to the newcomer.</summary>
    public bool Beats(VindexOption? other)
    {
        if (other is null)
            return true;
        if (Opcode != other.Opcode)
            return Opcode < other.Opcode;
        bool unique = columnVindex.Unique && !IsPin, otherUnique = other.ColumnVindex.Unique && !other.IsPin;
        return unique == otherUnique ? Cost <= other.Cost : unique;
    }

    /// <summary>The built-in option of a pinned table: cost 0, not unique.</summary>
    public bool IsPin { get; init; }

    private int Cost => IsPin ? 0 : columnVindex.Cost;
}

/// <summary>One vindex of one table instance, with the options found for it.</summary>
internal readonly record struct VindexCandidate(TableSet Table, ColumnVindex ColumnVindex)
{
    public VindexOption[] Options { get; init; } = [];

    public VindexCandidate Fresh() => new(Table, ColumnVindex);

    /// <summary>The best ready option, and the candidate without the other ready ones.</summary>
    public VindexOption? Best(out VindexCandidate pruned)
    {
        VindexOption? best = null;
        int ready = 0;
        foreach (VindexOption option in Options)
        {
            if (!option.Ready)
                continue;
            ready++;
            if (option.Beats(best))
                best = option;
        }
        pruned = ready < 2 ? this : this with { Options = [.. Options.Where(o => !o.Ready), best!] };
        return best;
    }
}
