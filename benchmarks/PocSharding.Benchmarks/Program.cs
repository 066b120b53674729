using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using PocSharding.Benchmarks;

if (args is ["--planner-cases", string folder])
{
    PlannerCases.Measure(folder, Console.Out);
    return 0;
}

// --dry runs every benchmark once, in this process: it checks their answers, not their times.
bool dry = args.Contains("--dry");
IConfig config = dry ? DefaultConfig.Instance.AddJob(Job.Dry.WithToolchain(InProcessNoEmitToolchain.Instance)) : DefaultConfig.Instance;
var summaries = BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run([.. args.Where(a => a != "--dry"), .. dry ? (string[])["--filter", "*"] : []], config);
return summaries.Any(s => s.HasCriticalValidationErrors || s.Reports.Any(r => !r.Success)) ? 1 : 0;
