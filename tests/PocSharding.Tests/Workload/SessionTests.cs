using PocSharding.Workload;

namespace PocSharding.Tests.Workload;

public class SessionTests
{
    /// <summary>A session as words: a letter is a statement on a table, a digit one without a table; the outcome is transactions in brackets with their end, then what ran by itself, then what did not end.</summary>
    [TestCase("begin a b commit", "[ab]Commit")]
    [TestCase("a b", "a b")]
    [TestCase("begin a rollback", "[a]Rollback")]
    [TestCase("begin commit", "")]
    [TestCase("begin 1 commit", "1")]
    [TestCase("begin 1 a commit", "[1a]Commit")]
    [TestCase("off a commit b rollback c", "[a]Commit [b]Rollback | c")]
    [TestCase("a b commit c commit", "[ab]Commit [c]Commit", Description = "a COMMIT without BEGIN proves that autocommit was off")]
    [TestCase("a rollback b commit", "[a]Rollback [b]Commit")]
    [TestCase("a rollback b", "a b", Description = "a ROLLBACK proves nothing: pools send it for safety")]
    [TestCase("on a commit b rollback", "a b")]
    [TestCase("commit a", "a", Description = "an empty COMMIT proves nothing")]
    [TestCase("a begin b commit c commit", "[b]Commit [a]Implicit [c]Commit")]
    [TestCase("begin a begin b commit", "[a]Implicit [b]Commit")]
    [TestCase("begin a ddl b", "[a]Implicit b")]
    [TestCase("off a on b", "[a]Implicit b")]
    [TestCase("on begin a on b commit", "[ab]Commit", Description = "autocommit is on already: no commit")]
    [TestCase("begin a chain b commit c", "[a]Commit [b]Commit c")]
    [TestCase("begin a quit b", "b | a", Description = "what a disconnect rolls back has not ended")]
    [TestCase("off a quit b commit", "[b]Commit | a", Description = "a new session starts anew; its COMMIT proves")]
    [TestCase("begin a deadlock b rollback", "[a]Rollback b")]
    [TestCase("begin a", "| a")]
    [TestCase("begin a lock b unlock", "[a]Implicit b")]
    [TestCase("begin a unlock b commit", "[ab]Commit")]
    public void FollowsTransactions(string words, string outcome)
    {
        var log = new TransactionLogBuilder();
        var session = new Session(log);
        foreach (string word in words.Split(' '))
            Step(session, log, word);
        session.Close();
        TransactionLog result = log.ToLog();
        string ended = string.Join(' ', result.Transactions.Select(t => $"[{Letters(t.Statements, "")}]{t.End}"));
        string autocommit = Letters(result.Autocommit, " "), open = result.Unended.Count > 0 ? "| " + Letters(result.Unended, " ") : "";
        Assert.That(string.Join(' ', new[] { ended, autocommit, open }.Where(s => s.Length > 0)), Is.EqualTo(outcome));
    }

    private static void Step(Session session, TransactionLogBuilder log, string word)
    {
        if (word == "quit")
            session.Close();
        else if (word == "deadlock")
            session.RolledBack();
        else if (word.Length == 1)
            session.Execute(log.Execution(word[0], [], []), char.IsAsciiLetter(word[0]));
        else
            session.Apply(word switch
            {
                "begin" => StatementEffect.Begin,
                "commit" => StatementEffect.Commit,
                "chain" => StatementEffect.CommitAndChain,
                "rollback" => StatementEffect.Rollback,
                "on" => StatementEffect.AutocommitOn,
                "off" => StatementEffect.AutocommitOff,
                "ddl" => StatementEffect.ImplicitCommit,
                "lock" => StatementEffect.LockTables,
                _ => StatementEffect.UnlockTables,
            });
    }

    private static string Letters(IEnumerable<Execution> executions, string between) => string.Join(between, executions.Select(e => (char)e.Digest));
}
