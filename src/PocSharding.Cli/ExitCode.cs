namespace PocSharding.Cli;

/// <summary>What the process tells its caller.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Done, and the check found something (lint, diff, verify).</summary>
    public const int Findings = 1;

    /// <summary>Done, but over 0.5 % of executions or part of the schema was skipped.</summary>
    public const int Partial = 2;

    /// <summary>Nothing usable in the input.</summary>
    public const int Unusable = 3;

    /// <summary>Wrong options or arguments.</summary>
    public const int Usage = 64;

    /// <summary>A bug of ours.</summary>
    public const int Bug = 70;

    /// <summary>Ctrl-C.</summary>
    public const int Interrupted = 130;
}
