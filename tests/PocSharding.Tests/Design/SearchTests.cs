using PocSharding.Design.Search;

namespace PocSharding.Tests.Design;

/// <summary>The search against the enumeration of every choice, on random networks.</summary>
public class SearchTests
{
    [Test]
    public void FindsAndProvesTheOptimumOfRandomNetworks([Range(1, 60)] int seed)
    {
        Network network = RandomNetwork(new Random(seed));
        Solution solved = Solve(network, long.MaxValue);
        Assert.That(solved.Cost, Is.EqualTo(Cheapest(network)).Within(1e-6));
        Assert.That(solved.Proven, Is.True);
        Assert.That(network.Cost(solved.Choices), Is.EqualTo(solved.Cost).Within(1e-6));
    }

    [Test]
    public void SaysHowFarItMayBeOffWhenStopped([Range(1, 20)] int seed)
    {
        Network network = RandomNetwork(new Random(seed));
        Solution solved = Solve(network, 2);
        double cheapest = Cheapest(network);
        Assert.That(solved.Bound, Is.LessThanOrEqualTo(cheapest + 1e-9));
        Assert.That(solved.Cost, Is.GreaterThanOrEqualTo(cheapest - 1e-9));
    }

    [Test]
    public void AnswersRepeat()
    {
        Network network = RandomNetwork(new Random(5));
        Assert.That(Solve(network, 50).Choices, Is.EqualTo(Solve(network, 50).Choices));
    }

    [Test]
    public void KeepsTheBudget([Range(1, 20)] int seed)
    {
        Network network = RandomNetwork(new Random(seed), budget: 2.5);
        Solution solved = Solve(network, long.MaxValue);
        Assert.That(solved.Cost, Is.EqualTo(Cheapest(network)).Within(1e-6));
    }

    [Test]
    public void AsksForACostOncePerClass()
    {
        int asked = 0;
        var term = new TableTerm([0, 1], [[0, 1, 1, 1], [0, 0, 1]], classes => { asked++; return classes[0] + 10 * classes[1]; }, 0, 100);
        var network = new Network { Choices = [4, 3], Terms = [term] };
        Assert.That(Cheapest(network), Is.Zero);
        Assert.That(asked, Is.EqualTo(4));
    }

    [Test]
    public void PartsThatShareNoTermAreSolvedApart()
    {
        var network = new Network { Choices = [2, 2, 2], Terms = [new UnaryTerm(0, [1, 2]), new TableTerm([0, 2], [[0, 1], [0, 1]], c => c[0] + c[1], 0, 10)] };
        Assert.That(network.Components(), Is.EqualTo(new int[][] { [0, 2], [1] }));
    }

    private static Solution Solve(Network network, long nodes)
    {
        int[][] domains = [.. network.Choices.Select(n => Enumerable.Range(0, n).ToArray())];
        return DesignSolver.Solve(network, [new int[network.Choices.Length]], domains, new SearchLimits(nodes, TimeSpan.MaxValue));
    }

    private static Network RandomNetwork(Random random, double budget = double.PositiveInfinity)
    {
        int[] choices = [.. Enumerable.Range(0, 6).Select(_ => random.Next(2, 5))];
        List<Term> terms = [.. choices.Select((n, v) => new UnaryTerm(v, [.. Enumerable.Range(0, n).Select(_ => random.NextDouble())]))];
        for (int t = 0; t < 8; t++)
            terms.Add(RandomTerm(random, choices));
        double[][] weights = [.. choices.Select(n => Enumerable.Range(0, n).Select(i => i == 0 ? 1.0 : 0).ToArray())];
        return new() { Choices = choices, Terms = terms, Weights = weights, Budget = budget };
    }

    private static TableTerm RandomTerm(Random random, int[] choices)
    {
        int[] scope = [.. Enumerable.Range(0, choices.Length).OrderBy(_ => random.Next()).Take(random.Next(2, 4))];
        int[][] classOf = [.. scope.Select(v => Enumerable.Range(0, choices[v]).ToArray())];
        int seed = random.Next();
        return new(scope, classOf, Price, 0, random.Next(2) == 0 ? 1000 : 0);

        double Price(int[] at)
        {
            var own = new Random(HashOf(at, seed));
            return own.Next(12) == 0 ? Term.Forbidden : own.NextDouble() * 3;
        }
    }

    private static int HashOf(int[] at, int seed) => at.Aggregate(seed, (hash, c) => unchecked(hash * 31 + c));

    private static double Cheapest(Network network)
    {
        double cheapest = double.PositiveInfinity;
        int[] choices = new int[network.Choices.Length];
        Visit(0);
        return cheapest;

        void Visit(int v)
        {
            if (v == choices.Length)
                cheapest = Math.Min(cheapest, network.Cost(choices));
            else
                for (choices[v] = 0; choices[v] < network.Choices[v]; choices[v]++)
                    Visit(v + 1);
        }
    }
}
