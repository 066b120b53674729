using BenchmarkDotNet.Attributes;

namespace PocSharding.Benchmarks;

/// <summary>From a log file to a profile: entries, digests, sessions, transactions.</summary>
[MemoryDiagnoser]
public class ReadingBenchmarks
{
    [Benchmark]
    public long Profile()
    {
        WorkloadProfile profile = WorkloadProfile.Load(Inputs.Log);
        return profile.Coverage.Entries == 563 && profile.Skipped.Count == 0 ? profile.Coverage.Entries : throw new InvalidOperationException($"{profile.Coverage.Entries} entries of the shop's log were read");
    }
}
