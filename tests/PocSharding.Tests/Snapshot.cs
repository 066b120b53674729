using System.Runtime.CompilerServices;

namespace PocSharding.Tests;

/// <summary>
/// Compares a whole output with the file <c>NAME.verified.txt</c> beside the test. A missing or different file fails and leaves
/// <c>NAME.received.txt</c>; move it over the verified one once it has been read and found right.
/// </summary>
internal static class Snapshot
{
    public static void Verify(string actual, string name, [CallerFilePath] string testFile = "")
    {
        Assert.That(actual, Is.Not.Empty, "an empty snapshot shows nothing");
        string folder = Path.GetDirectoryName(testFile)!;
        string verified = Path.Combine(folder, name + ".verified.txt"), received = Path.Combine(folder, name + ".received.txt");
        actual = actual.ReplaceLineEndings("\n");
        if (File.Exists(verified) && File.ReadAllText(verified) == actual)
        {
            File.Delete(received);
            return;
        }
        File.WriteAllText(received, actual);
        Assert.Fail(File.Exists(verified) ? $"{received} differs from the verified file" : $"no verified file; see {received}");
    }
}
