namespace PocSharding.Planning;

/// <summary>Which literals the planner sees as values. Vitess: sqlparser/normalizer.go (planner-facts §22).</summary>
internal enum PlanningMode
{
    /// <summary>Text protocol: literals become bind variables first. What a customer's cluster does.</summary>
    Parameterized,

    /// <summary>Prepare and Execute: only <c>?</c> are bind variables.</summary>
    Prepared,

    /// <summary>As Vitess's test cases.</summary>
    Literal,
}
