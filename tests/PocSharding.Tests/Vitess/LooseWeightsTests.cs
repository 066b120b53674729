using System.Globalization;
using System.Text;
using PocSharding.Vitess;

namespace PocSharding.Tests.Vitess;

public class LooseWeightsTests
{
    [TestCase("unicode-primary-weights.tsv.zst", 1_112_000)]
    [TestCase("unicode-contractions.tsv.zst", 5_800)]
    public void EverySequenceOfVitess(string file, int rows)
    {
        var wrong = new List<string>();
        foreach (string line in SharedData.Lines("vitess", file))
        {
            string[] cells = line.Split('\t');
            string text = string.Concat(cells[0].Split(' ').Select(c => char.ConvertFromUtf32(int.Parse(c, NumberStyles.HexNumber, CultureInfo.InvariantCulture))));
            // A trailing space does not count, so it is followed by something here.
            string weights = text == " " ? Hex(" \0") : Hex(text);
            if (weights != cells[1])
                wrong.Add($"{line} not {weights}");
            rows--;
        }
        Assert.That(wrong, Is.Empty);
        Assert.That(rows, Is.LessThanOrEqualTo(0));
    }

    [TestCase("Test", "1816164c17f31816")]
    [TestCase("Te\u0301st  ", "1816164c17f31816")]
    [TestCase("Bést", "1605164c17f31816")]
    [TestCase("", "")]
    public void FoldsCaseAccentsAndTrailingSpaces(string text, string weights) => Assert.That(Hex(text), Is.EqualTo(weights));

    [Test]
    public void ContractionSpansMarksOfLowerClass() => Assert.That(Hex("\u0418\u0323\u0306"), Is.EqualTo(Hex("\u0439")));

    [Test]
    public void MarkOfTheSameClassBreaksAContraction() => Assert.That(Hex("\u0418\u0301\u0306"), Is.EqualTo(Hex("\u0418")));

    [Test]
    public void MarksCountInTheOrderOfTheirClasses() => Assert.That(Hex("a\u0363\u0e3a"), Is.EqualTo(Hex("a") + Hex("\u0e3a") + Hex("\u0363")));

    [Test]
    public void BadUtf8HasNoWeights() => Assert.That(LooseWeights.Of([0x61, 0xff]), Is.Null);

    private static string Hex(string text) => Convert.ToHexStringLower(LooseWeights.Of(Encoding.UTF8.GetBytes(text))!);
}
