using PocSharding.Catalog;

namespace PocSharding.Workload;

/// <summary>Reads the files of one log, in order, into one profile.</summary>
internal static class ProfileReader
{
    public const string Expected = "a MySQL slow query log: '# User@Host: …' and '# Query_time: …' lines above each statement";

    private const int EntriesBetweenReports = 1 << 13;

    public static WorkloadProfile Read(IReadOnlyList<string> files, IProgress<AdvisorProgress>? progress, CancellationToken cancellation)
    {
        if (files.Count == 0)
            throw new PocShardingException(FailureKind.Usage, $"no log is named; expected {Expected}");
        var builder = new ProfileBuilder();
        var skipped = new SkippedList();
        string database = "";
        foreach (string file in files)
            ReadFile(file, builder, skipped, ref database, progress, cancellation);
        WorkloadProfile profile = builder.Build(skipped.Items);
        return profile.Coverage.Entries > 0 ? profile : throw new PocShardingException(FailureKind.Unusable, $"holds no log entry{First(skipped.Items)}; expected {Expected}", files[0]);
    }

    private static string First(IReadOnlyList<Skipped> skipped) => skipped is [{ } first, ..] ? $" (line {first.Line}: {first.Reason})" : "";

    private static void ReadFile(string file, ProfileBuilder builder, SkippedList skipped, ref string database, IProgress<AdvisorProgress>? progress, CancellationToken cancellation)
    {
        using InputFile input = InputFile.Open(file, Expected);
        var lines = new LineBuffer(input.Content);
        var reader = new SlowLogReader(lines, input.Name, skipped) { Database = database };
        long entries = 0;
        while (reader.Read(out LogEntry entry))
        {
            builder.Add(entry);
            if (entries++ % EntriesBetweenReports != 0)
                continue;
            cancellation.ThrowIfCancellationRequested();
            progress?.Report(new AdvisorProgress($"Reading {input.Name}", input.Done));
        }
        builder.Coverage.EntriesWithoutSession(input.Name, skipped);
        if (entries == 0)
            skipped.Add(input.Name, 1, reader.Server is null ? "no log entry: this is not a slow query log" : "a log without entries");
        if (lines.Failure is { } failure)
            skipped.Add(input.Name, lines.Line, $"the file cannot be read further ({failure})");
        builder.Coverage.Server ??= reader.Server;
        builder.Coverage.SkippedEntries += reader.SkippedEntries;
        builder.Coverage.SampleRate ??= reader.SampleRate;
        database = reader.Database;
    }
}
