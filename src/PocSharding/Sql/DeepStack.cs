using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace PocSharding.Sql;

/// <summary>A recursion over a deep tree goes on upon another thread's stack when this one's is nearly used up.</summary>
internal static class DeepStack
{
    private const int LevelsBetweenChecks = 64;

    private const int StackBytes = 64 << 20;

    /// <summary>Whether the recursion may go on here; asked at every level, looked up at some.</summary>
    public static bool Suffices(int level) => level % LevelsBetweenChecks != 0 || RuntimeHelpers.TryEnsureSufficientExecutionStack();

    public static T Continue<T>(Func<T> rest)
    {
        T result = default!;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(Run, StackBytes);
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result;

        void Run()
        {
            try
            {
                result = rest();
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        }
    }
}
