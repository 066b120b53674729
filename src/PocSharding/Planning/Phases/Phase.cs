namespace PocSharding.Planning;

/// <summary>The steps of planning a query, in order (planner-facts §6).</summary>
internal enum Phase
{
    PhysicalTransform,
    InitialPlanning,
    PullDistinctFromUnion,
    DelegateAggregation,
    RecursiveCteHorizons,
    OrderAggregations,
    CleanOutDistinct,
    DmlWithInput,
    SettleSubqueries,
    Done,
}
