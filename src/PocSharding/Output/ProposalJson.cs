using System.Text.Encodings.Web;
using System.Text.Json;

namespace PocSharding.Output;

/// <summary>Writes <c>proposal.json</c> (fields in the README; a new meaning gets a new <c>format</c>).</summary>
internal static class ProposalJson
{
    /// <summary>Marks a file, and the folder that holds it, as ours.</summary>
    public const string Format = "poc-sharding.proposal/1";

    public static byte[] Write(Proposal proposal)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Write(json, proposal);
        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter json, Proposal proposal)
    {
        json.WriteStartObject();
        json.WriteString("format", Format);
        json.WriteString("database", proposal.Database);
        json.WriteString("log_database", proposal.LogDatabase);
        json.WriteNumber("shards", proposal.Shards);
        json.WriteNumber("scale", proposal.Scale);
        json.WriteString("selected_keyspace", proposal.SelectedKeyspace);
        Needed(json, proposal.Needed);
        json.WriteStartObject("keyspaces");
        json.WriteString("sharded", proposal.Keyspaces.Sharded);
        json.WriteString("unsharded", proposal.Keyspaces.Unsharded);
        json.WriteEndObject();
        List(json, "tables", proposal.Tables, Table);
        Cost(json, proposal.Cost);
        BaselinesOf(json, proposal.Baselines);
        Statements(json, proposal.Statements);
        Shares(json, "executions_by_type", proposal.ExecutionsByType);
        Transactions(json, "transactions", proposal.Transactions);
        Transactions(json, "transactions_placed", proposal.TransactionsPlaced);
        json.WriteNumber("autocommit_writes_several", Round(proposal.AutocommitWritesSeveral));
        List(json, "problems", proposal.Problems, Problem);
        json.WriteStartArray("lookups");
        json.WriteEndArray();
        List(json, "sequences", proposal.Sequences, Sequence);
        List(json, "excluded_columns", proposal.ExcludedColumns, Excluded);
        List(json, "skipped", proposal.Skipped, SkippedInput);
        CoverageOf(json, proposal.Coverage);
        json.WriteEndObject();
    }

    private static void Needed(Utf8JsonWriter json, ShardingNeed needed)
    {
        json.WriteStartObject("needed");
        json.WriteBoolean("needed", needed.Needed);
        json.WriteNumber("bytes", needed.Bytes);
        json.WriteNumber("budget", needed.Budget);
        json.WriteString("reason", needed.Reason);
        json.WriteEndObject();
    }

    private static void Table(Utf8JsonWriter json, TableDecision table)
    {
        json.WriteString("table", table.Table);
        json.WriteString("keyspace", table.Keyspace);
        json.WriteString("role", Word(table.Role));
        Texts(json, "columns", table.Columns);
        json.WriteString("vindex", table.Vindex);
        json.WriteString("confidence", table.Confidence.ToString().ToLowerInvariant());
        Texts(json, "reasons", table.Reasons);
        json.WriteNumber("executions", table.Executions);
        if (table.Placement is not null)
            json.WriteString("placement", table.Placement);
        if (table.RunnerUp is not { } second)
        {
            json.WriteNull("runner_up");
            return;
        }
        json.WriteStartObject("runner_up");
        json.WriteString("role", Word(second.Role));
        Texts(json, "columns", second.Columns);
        json.WriteNumber("cost", Round(second.Cost));
        json.WriteNumber("share", Round(second.Share));
        json.WriteBoolean("tie", second.Tie);
        json.WriteEndObject();
    }

    private static void Cost(Utf8JsonWriter json, DesignCost cost)
    {
        json.WriteStartObject("cost");
        json.WriteNumber("best", Round(cost.Best));
        json.WriteNumber("bound", Round(cost.Bound));
        json.WriteNumber("gap", Round(cost.Gap));
        json.WriteNumber("nodes", cost.Nodes);
        json.WriteEndObject();
    }

    private static void BaselinesOf(Utf8JsonWriter json, Baselines baselines)
    {
        json.WriteStartObject("baselines");
        BaselineOf(json, "primary_key", baselines.PrimaryKey);
        BaselineOf(json, "popular_column", baselines.PopularColumn);
        BaselineOf(json, "unsharded", baselines.Unsharded);
        json.WriteEndObject();
    }

    private static void BaselineOf(Utf8JsonWriter json, string name, Baseline baseline)
    {
        json.WriteStartObject(name);
        json.WriteNumber("cost", Round(baseline.Cost));
        json.WriteNumber("refused_executions", Round(baseline.RefusedExecutions));
        Shares(json, "executions_by_type", baseline.ExecutionsByType);
        Transactions(json, "transactions", baseline.Transactions);
        json.WriteEndObject();
    }

    private static void Statements(Utf8JsonWriter json, StatementShares statements)
    {
        json.WriteStartObject("statements");
        json.WriteNumber("planned", statements.Planned);
        json.WriteNumber("refused", statements.Refused);
        json.WriteNumber("unplanned", statements.Unplanned);
        json.WriteNumber("not_modelled", statements.NotModelled);
        json.WriteNumber("not_understood", statements.NotUnderstood);
        json.WriteEndObject();
    }

    private static void Transactions(Utf8JsonWriter json, string name, TransactionShares shares)
    {
        json.WriteStartObject(name);
        json.WriteNumber("count", shares.Count);
        json.WriteNumber("write_several", Round(shares.WriteSeveral));
        json.WriteNumber("span_several", Round(shares.SpanSeveral));
        json.WriteNumber("touch_several", Round(shares.TouchSeveral));
        json.WriteEndObject();
    }

    private static void Problem(Utf8JsonWriter json, ProblemDigest problem)
    {
        json.WriteString("kind", problem.Kind);
        json.WriteString("sql", problem.Sql);
        json.WriteNumber("executions", problem.Executions);
        json.WriteNumber("share", Round(problem.Share));
        json.WriteString("reason", problem.Reason);
        json.WriteString("remedy", problem.Remedy);
    }

    private static void Sequence(Utf8JsonWriter json, SequenceDecision sequence)
    {
        json.WriteString("table", sequence.Table);
        json.WriteString("column", sequence.Column);
        json.WriteString("sequence", sequence.Sequence);
    }

    private static void Excluded(Utf8JsonWriter json, ExcludedColumn column)
    {
        json.WriteString("table", column.Table);
        json.WriteString("column", column.Column);
        json.WriteString("rule", column.Rule);
        json.WriteString("detail", column.Detail);
    }

    private static void SkippedInput(Utf8JsonWriter json, Skipped skipped)
    {
        json.WriteString("file", skipped.File);
        json.WriteNumber("line", skipped.Line);
        json.WriteString("reason", skipped.Reason);
        json.WriteNumber("count", skipped.Count);
    }

    private static void CoverageOf(Utf8JsonWriter json, Coverage coverage)
    {
        json.WriteStartObject("coverage");
        json.WriteString("server", coverage.Server);
        json.WriteString("from", coverage.From?.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        json.WriteString("to", coverage.To?.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        json.WriteNumber("entries", coverage.Entries);
        json.WriteNumber("administrator_commands", coverage.AdministratorCommands);
        json.WriteNumber("skipped_entries", coverage.SkippedEntries);
        if (coverage.SampleRate is { } rate)
            json.WriteNumber("sample_rate", rate);
        if (coverage.SmallestQueryTime is { } smallest)
            json.WriteNumber("smallest_query_time", smallest);
        json.WriteNumber("sessions", coverage.Sessions);
        json.WriteNumber("sessions_from_start", coverage.SessionsFromStart);
        json.WriteNumber("open_transactions", coverage.OpenTransactions);
        json.WriteStartObject("users");
        foreach ((string user, long entries) in coverage.Users)
            json.WriteNumber(user, entries);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void List<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (T item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void Shares(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, double> shares)
    {
        json.WriteStartObject(name);
        foreach ((string type, double share) in shares)
            json.WriteNumber(type, Round(share));
        json.WriteEndObject();
    }

    private static string Word(TableRoleKind role) => role.ToString().ToLowerInvariant();

    private static double Round(double value) => Math.Round(value, 6);
}
