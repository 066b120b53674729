using PocSharding.Design;
using PocSharding.Design.Shapes;

namespace PocSharding.Tests.Design;

public class UnknownKeyTests
{
    private const string Ddl = """
        CREATE TABLE p (x int NOT NULL, w int, PRIMARY KEY (x));
        CREATE TABLE c (y int NOT NULL, x int NOT NULL, v float, PRIMARY KEY (y), CONSTRAINT f FOREIGN KEY (x) REFERENCES p (x));
        """;

    private static TransactionShape ShapeOf(string insert)
    {
        WorkloadProfile load = new LogText().Add("begin").Add("update p set w = 1 where x = 5").Add(insert).Add("commit").EndAfterTenSeconds().Load();
        return new DesignModel(LogText.Schema(Ddl), load, new()).Shapes.Single();
    }

    /// <summary>c.x is unknown, and by its foreign key most likely the 5 of p.x; nothing tells what c.y is.</summary>
    [Test]
    public void AnUnknownKeyIsTheOneOfItsFamily()
    {
        TransactionShape shape = ShapeOf("insert into c (y, x, v) values (?, ?, ?)");
        Assert.That(shape.Labels, Is.EqualTo(1));
        Assert.That(shape.Statements[1].Labels.Where(l => l is not null), Is.EquivalentTo(new int[][] { [], [0] }));
    }

    [Test]
    public void KnownKeysAreTheirOwn() => Assert.That(ShapeOf("insert into c (y, x, v) values (8, 9, 1)").Labels, Is.EqualTo(3));
}
