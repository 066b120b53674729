using System.Reflection;
using PublicApiGenerator;

namespace PocSharding.Tests;

/// <summary>The public API is small and changes only on purpose.</summary>
public class PublicApiTests
{
    private static readonly Assembly Library = typeof(DatabaseSchema).Assembly;

    [Test]
    public void IsAsReviewed() =>
        Snapshot.Verify(Library.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false }), "PublicApi");

    [Test]
    public void HasAtMostSeventyTypesAndMethods()
    {
        var methods =
            from type in Library.GetExportedTypes()
            where !type.IsEnum
            from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            where !method.IsSpecialName && method.GetCustomAttribute<System.Runtime.CompilerServices.CompilerGeneratedAttribute>() is null
            where method.GetBaseDefinition() == method && !method.Name.StartsWith('<')
            select $"{type.Name}.{method.Name}";
        Assert.That(Library.GetExportedTypes().Length + methods.Count(), Is.LessThanOrEqualTo(70), string.Join(", ", methods));
    }

    [Test]
    public void EverythingPublicLivesInTheRootNamespace() =>
        Assert.That(Library.GetExportedTypes().Where(t => t.Namespace != "PocSharding").Select(t => t.FullName), Is.Empty);
}
