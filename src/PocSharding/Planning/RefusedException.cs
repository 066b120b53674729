using PocSharding.Planning.Plan;

namespace PocSharding.Planning;

/// <summary>Vitess's error, on its way from a rule to the planner's door.</summary>
internal sealed class RefusedException(Refused refusal) : Exception(refusal.Message)
{
    public RefusedException(string code, string message) : this(new Refused(code, message)) { }

    public Refused Refusal { get; } = refusal;

    /// <summary>VT12001: unsupported.</summary>
    public static RefusedException Unsupported(string what) => new("VT12001", $"unsupported: {what}");

    /// <summary>VT03033: a table's list of column names is longer or shorter than what it names.</summary>
    public static RefusedException ColumnNames() =>
        new("VT03033", "In definition of view, derived table or common table expression, SELECT list and column names list have different column counts");

    /// <summary>VT09015: column information is missing.</summary>
    public static RefusedException NeedsColumns() => new("VT09015", "schema tracking required");

    /// <summary>A change gives no rows: what stands above it has nothing to read. Vitess: plan_query.go noColumns.</summary>
    public static RefusedException NoColumns() => new("VT13001", "[BUG] noColumns operators have no column");

    /// <summary>And nothing to compare. Vitess: plan_query.go noPredicates.</summary>
    public static RefusedException NoPredicates() => new("VT13001", "[BUG] the noColumns operator cannot accept predicates");
}

/// <summary>A shape that our model does not cover, on its way to the planner's door.</summary>
internal sealed class NotModelledException(string why) : Exception(why);
