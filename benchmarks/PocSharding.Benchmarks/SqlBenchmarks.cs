using BenchmarkDotNet.Attributes;
using PocSharding.Sql;

namespace PocSharding.Benchmarks;

/// <summary>Digesting and parsing every statement of the shop's log once.</summary>
[MemoryDiagnoser]
public class SqlBenchmarks
{
    private readonly Digester digester = new();

    [Benchmark]
    public int Digest()
    {
        int literals = 0;
        foreach (byte[] sql in Inputs.Statements)
        {
            if (!digester.Digest(sql))
                throw new InvalidOperationException("a statement of the shop has no digest");
            literals += digester.Literals.Length;
        }
        return literals;
    }

    [Benchmark]
    public int Parse()
    {
        int parsed = 0;
        foreach (byte[] sql in Inputs.Statements)
            parsed += SqlParser.Parse(sql).Statement is null ? 0 : 1;
        return parsed == Inputs.Statements.Count ? parsed : throw new InvalidOperationException("a statement of the shop does not parse");
    }
}
