using System.CommandLine.Parsing;
using System.Globalization;

namespace PocSharding.Cli;

/// <summary>Durations as people type them: <c>30s</c>, <c>500ms</c>, <c>2m</c>; a bare number is seconds.</summary>
internal static class TimeSpanText
{
    private static readonly (string Unit, double Seconds)[] Units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("", 1)];

    public static TimeSpan Parse(ArgumentResult result)
    {
        string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        foreach ((string unit, double seconds) in Units)
            if (text.EndsWith(unit, StringComparison.OrdinalIgnoreCase)
                && double.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number >= 0)
                return TimeSpan.FromSeconds(number * seconds);
        result.AddError($"'{text}' is no duration; expected a number with ms, s, m or h, such as 30s");
        return default;
    }
}
