using System.Text;
using PocSharding.Planning;
using PocSharding.Planning.Semantics;
using PocSharding.Sql;
using PocSharding.Sql.Ast;

namespace PocSharding.Tests.Planning.Fuzzing;

/// <summary>The longest and deepest statements that the parser takes are answered, also on a small stack.</summary>
public class DepthTests
{
    private const int SmallStack = 1 << 20;

    private static readonly VSchema Shop = VSchema.Parse("""
        {"keyspaces": {"shop": {"sharded": true, "vindexes": {"xx": {"type": "xxhash"}},
          "tables": {"orders": {"column_vindexes": [{"column": "id", "name": "xx"}]}}}}}
        """);

    private static string Nested(string open, string middle, string close, int count) =>
        new StringBuilder().Insert(0, open, count).Append(middle).Insert(open.Length * count + middle.Length, close, count).ToString();

    private static string Chain(string link, Func<int, string> part, int count) => string.Join(link, Enumerable.Range(0, count).Select(part));

    private static IEnumerable<TestCaseData> Statements()
    {
        yield return Named("derived tables", Nested("select * from (", "select id from orders", ") as d", 200));
        yield return Named("common tables", Nested("with c as (", "select id from orders", ") select * from c", 690));
        yield return Named("EXISTS", Nested("select id from orders where exists (", "select id from orders", ")", 60));
        yield return Named("parentheses", $"select 1 from orders where {Nested("(", "id = 1", ")", 690)}");
        yield return Named("calls", $"select 1 from orders where {Nested("coalesce(", "id", ")", 690)} = 1");
        yield return Named("ANDs and ORs", $"select 1 from orders where {Chain(" or ", i => $"(id = {i} and c = {i})", 2000)}");
        yield return Named("unions", Chain(" union all ", i => $"select c{i} from orders", 1500));
        yield return Named("joins", "select 1 from orders o0" + Chain("", i => $" left join orders o{i + 1} on o{i + 1}.a = o{i}.b", 60));
    }

    private static TestCaseData Named(string name, string sql) => new TestCaseData(sql).SetArgDisplayNames(name);

    [TestCaseSource(nameof(Statements))]
    public void DeepStatementsAreAnswered(string sql)
    {
        Statement statement = SqlParser.Parse(sql).Statement!;
        Assert.That(statement, Is.Not.Null);
        string answer = "";
        var thread = new Thread(() => answer = Answer(sql, statement), SmallStack);
        thread.Start();
        thread.Join();

        Assert.That(answer, Is.Not.Empty.And.Not.StartWith("NotModelled"));
    }

    private static string Answer(string sql, Statement statement)
    {
        Analysis analysis = Planner.Analyze(statement, TableCatalog.From(Shop.Model), PlanningMode.Parameterized);
        var plan = new QueryPlan(sql, Planner.Route(analysis, Shop.Model));
        return plan.Type + plan.ToTree() + plan.ToJson();
    }
}
