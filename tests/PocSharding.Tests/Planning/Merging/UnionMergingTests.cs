namespace PocSharding.Tests.Planning.Merging;

/// <summary>Which legs of a UNION become one Route. Vitess: union_merging.go.</summary>
public class UnionMergingTests
{
    [Test]
    public void ALegThatIsDistinctItselfMergesWithALaterOne() =>
        Assert.That(Port.Shape("select distinct a from boat union select b from crane union select c from crew"), Does.Match(@"Concatenate\(Route:Scatter\[[^]]*boat[^]]*crew[^]]*\], Route:Unsharded"));

    [Test]
    public void NeighboursMergePairByPair() =>
        Assert.That(
            Port.Shape("select a from boat where id = 1 union all select b from boat where id = 1 union all select c from boat where id = null union all select d from boat where id = 2"),
            Does.Match(@"Concatenate\(Route:EqualUnique\[[^]]*select b [^]]*\], Route:EqualUnique\[[^]]*null[^]]*select d "));

    [Test]
    public void LegsOfDifferentWidthsCannotBeCompared() =>
        Assert.That(
            Port.Shape("select any_value(x) from boat group by a, b union select r.c from crane k join crew r on k.c = r.c"),
            Does.Contain("different numbers of columns"));
}
