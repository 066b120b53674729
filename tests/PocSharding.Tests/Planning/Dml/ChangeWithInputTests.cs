using PocSharding.Planning;
using PocSharding.Planning.Plan;
using PocSharding.Vitess;

namespace PocSharding.Tests.Planning.Dml;

/// <summary>Changes whose rows are found first. Vitess: dml_with_input.go, update.go createUpdateWithInputOp.</summary>
public class ChangeWithInputTests
{
    private const string Fleet = """
        {"keyspaces": {
          "fleet": {"sharded": true,
            "vindexes": {"xx": {"type": "xxhash"}, "plate_lk": {"type": "lookup_unique", "params": {"table": "depot.plate_lk", "from": "plate", "to": "keyspace_id"}}},
            "tables": {
              "van": {"column_vindexes": [{"column": "id", "name": "xx"}]},
              "trip": {"column_vindexes": [{"column": "plate", "name": "plate_lk"}]}}},
          "depot": {"tables": {"tariff": {}, "plate_lk": {}}}}}
        """;

    private static string Plan(string sql)
    {
        VSchemaModel model = VSchema.Parse(Fleet).Model;
        SchemaFacts.Apply(model, "van\tid\ntrip\tno", null, null);
        return PlanTree.Text(new BatchExplain(model, null, PlanningMode.Prepared).Plan(sql));
    }

    [TestCase("delete from van where model in (select name from tariff) limit 3")]
    [TestCase("update van set km = 0 where model = (select max(name) from tariff) limit 3")]
    [TestCase("delete from van where exists (select 1 from tariff) limit 3")]
    public void AFilterHasNothingToReadFromAChange(string sql) => Assert.That(Plan(sql), Does.Contain("VT13001: [BUG] noColumns operators have no column"));

    [Test]
    public void AValueIsNoFilter() =>
        Assert.That(Plan("update van set km = (select max(km) from tariff) where model = 'a' limit 3"), Does.Contain("set km = :__sq1 where van.id in ::dml_vals"));

    [Test]
    public void TheInputReadsTheKeysAndThenWhatNewValuesNeed() =>
        Assert.That(Plan("update van v join van w on v.id = w.id set v.km = w.km + w.extra"), Does.Contain("select v.id, w.km, w.extra from").And.Contain("set v.km = :w_km + :w_extra where v.id in"));

    [Test]
    public void ATableFoundByALookupIsChangedFirst() =>
        Assert.That(Plan("delete v, t from tariff f join van v join trip t where v.id = 3 and t.plate = v.plate and f.name = 'x'"), Does.Match(@"(?s)delete from trip.*delete from van"));
}
