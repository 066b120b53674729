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

    public Expr?[] Values { get; } = new Expr?[columnVindex.Columns.Count];

    public Predicate?[] Predicates { get; } = new Predicate?[columnVindex.Columns.Count];

    public static VindexOption Of(ColumnVindex columnVindex, Vindex vindex, Opcode opcode, Expr value, Predicate? predicate)
    {
        var option = new VindexOption(columnVindex, vindex) { Ready = true, Opcode = opcode };
        option.Values[0] = value;
        option.Predicates[0] = predicate;
        return option;
    }

    /// <summary>The built-in option of a pinned table.</summary>
    public static VindexOption OfPin(Vindex vindex, Expr keyspaceId)
    {
        var option = new VindexOption(new ColumnVindex(vindex, [""]), vindex) { IsPin = true, Ready = true, Opcode = Opcode.EqualUnique };
        option.Values[0] = keyspaceId;
        return option;
    }

    public bool Has(int column) => Values[column] is not null;

    /// <summary>A copy with one more column; the opcode is the highest of its predicates.</summary>
    public VindexOption With(int column, Opcode opcode, Expr value, Predicate predicate)
    {
        var option = new VindexOption(columnVindex, vindex) { Opcode = Opcode > opcode ? Opcode : opcode };
        Values.CopyTo(option.Values, 0);
        Predicates.CopyTo(option.Predicates, 0);
        option.Values[column] = value;
        option.Predicates[column] = predicate;
        option.Ready = !Array.Exists(option.Values, v => v is null);
        return option;
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
internal sealed class VindexCandidate(TableSet table, ColumnVindex vindex)
{
    public TableSet Table => table;

    public ColumnVindex ColumnVindex => vindex;

    public List<VindexOption> Options { get; private set; } = [];

    public VindexCandidate Clone() => new(table, vindex) { Options = [.. Options] };

    public VindexCandidate Fresh() => new(table, vindex);

    /// <summary>The best ready option; the other ready ones are dropped.</summary>
    public VindexOption? Best()
    {
        VindexOption? best = null;
        foreach (VindexOption option in Options)
            if (option.Ready && option.Beats(best))
                best = option;
        if (best is not null)
            Options = [.. Options.Where(o => !o.Ready), best];
        return best;
    }
}
