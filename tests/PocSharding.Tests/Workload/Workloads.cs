namespace PocSharding.Tests.Workload;

/// <summary>The databases of ../shared/workloads.</summary>
internal static class Workloads
{
    public static readonly string[] Names =
        ["bb-smallbank", "bb-tatp", "bb-tpcc", "bb-tpcc-mariadb", "bb-twitter", "bb-voter", "bb-ycsb", "ghost", "kanboard", "sysbench-oltp", "wordpress"];
}
