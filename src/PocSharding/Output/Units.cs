using System.Globalization;

namespace PocSharding.Output;

/// <summary>Figures as people read them.</summary>
internal static class Units
{
    public static string Bytes(double bytes) => bytes switch
    {
        >= 1e12 => Text($"{bytes / 1e12:0.#} TB"),
        >= 1e9 => Text($"{bytes / 1e9:0.#} GB"),
        >= 1e6 => Text($"{bytes / 1e6:0.#} MB"),
        _ => Text($"{bytes / 1e3:0.#} kB"),
    };

    public static string Percent(double share) => Text($"{share * 100:0.0} %");

    public static string Price(double j) => Text($"{j:0.###}");

    public static string Count(double count) => Text($"{count:#,0}");

    public static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
