namespace PocSharding.Tests.Planning.Merging;

/// <summary>Which joins become one Route. Vitess: join_merging.go, tryMergeApplyJoin.</summary>
public class JoinMergingTests
{
    [Test]
    public void AColumnOfADerivedUnionIsNoVindexColumn() =>
        Assert.That(
            Port.Shape("select t.a, b.x from (select boat_id as a from crew union all select id from boat) t, boat b where t.a = b.id"),
            Does.StartWith("Join:Join(Route:Scatter").And.Contain("Route:EqualUnique"));

    [Test]
    public void AColumnOfADerivedSelectIs() =>
        Assert.That(Port.Shape("select t.a, b.x from (select boat_id as a from crew) t, boat b where t.a = b.id"), Does.StartWith("Route:Scatter"));

    [Test]
    public void APlannedJoinMergedLaterKeepsItsPredicateOnce() =>
        Assert.That(
            Port.Shape("select t.m, b.x from (select boat_id, max(n) as m from crew group by boat_id) t join boat b on t.boat_id = b.id"),
            Does.StartWith("Route:Scatter").And.Contain("t.boat_id = b.id").And.Not.Match("t.boat_id = b.id and t.boat_id = b.id"));
}
